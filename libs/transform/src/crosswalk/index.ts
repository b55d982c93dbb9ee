export { CONDITION_CROSSWALK_VERSION, canonicalConditionName, conditionNames } from "./conditionNames.ts";
export { DOCUMENT_LABEL_VERSION, type DocumentContents, documentContents } from "./documentLabels.ts";
export { COUNTRY_CROSSWALK_VERSION, type Country, findCountry } from "./findCountry.ts";
export { type FoundState, findState } from "./findState.ts";
export { canonicalInterventionName, INTERVENTION_CROSSWALK_VERSION, interventionNames } from "./interventionNames.ts";
export { nameKey, placeKey } from "./spellingKey.ts";
export { STATE_CROSSWALK_VERSION } from "./statesByCountry.ts";
