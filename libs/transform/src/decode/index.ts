export { type ChildKind, childId, type EntityKind, entityId } from "./contentId.ts";
export type { DecodedTrial, DecodeOutcome, DecodeProblem } from "./DecodedTrial.ts";
export { decodeTrial } from "./decodeTrial.ts";
export { type FieldPolicy, fieldPolicies, type RawField } from "./fieldPolicies.ts";
export { RULE_VERSION } from "./RULE_VERSION.ts";
