import { type CtgovLegacyRow, InterventionType } from "@trialflow/schema";
import { canonicalConditionName } from "../crosswalk/conditionNames.ts";
import { canonicalInterventionName } from "../crosswalk/interventionNames.ts";
import { nameKey } from "../crosswalk/spellingKey.ts";
import type { ParsedList } from "../parse/ParsedList.ts";
import { parseDocuments } from "../parse/parseDocuments.ts";
import { parseFunders } from "../parse/parseFunders.ts";
import { parseInterventions } from "../parse/parseInterventions.ts";
import { parseLocations } from "../parse/parseLocations.ts";
import { parseNames } from "../parse/parseNames.ts";
import { parseOtherIds } from "../parse/parseOtherIds.ts";
import { parsePhases } from "../parse/parsePhases.ts";
import { parseSponsors } from "../parse/parseSponsors.ts";
import { remember } from "../parse/remember.ts";
import { type ChildKind, childIds, entityId } from "./contentId.ts";
import type { DecodedTrial } from "./DecodedTrial.ts";
import type { RawField } from "./fieldPolicies.ts";
import type { ProblemLog } from "./ProblemLog.ts";

const conditionIdentity = remember((name) => {
  const canonical_name = canonicalConditionName(name);
  return { canonical_name, condition_id: entityId("condition", nameKey(canonical_name)) };
});

const identitiesOfType = (type: InterventionType | null) =>
  remember((name) => {
    const canonical_name = canonicalInterventionName(name);
    return { canonical_name, intervention_id: entityId("intervention", type ?? "", nameKey(canonical_name)) };
  });
const untypedIdentity = identitiesOfType(null);
const typedIdentities = new Map(InterventionType.values.map((type) => [type, identitiesOfType(type)]));
const interventionIdentity = (type: InterventionType | null, name: string) =>
  ((type === null ? undefined : typedIdentities.get(type)) ?? untypedIdentity)(name);

const sponsorIdentity = remember((name) => ({ sponsor_id: entityId("sponsor", nameKey(name)) }));

type ToRow<T, Row> = (nctId: string, position: number, id: string, value: T) => Row;

/** Makes what reads a column that holds a list. */
const listIn =
  <T, Row>(field: RawField, kind: ChildKind, parse: (text: string) => ParsedList<T>, toRow: ToRow<T, Row>) =>
  (record: CtgovLegacyRow, nctId: string, log: ProblemLog): Array<Row> => {
    const { items, problems } = parse(record[field] ?? "");
    if (problems.length > 0) log.addAll(field, problems);
    const rows: Array<Row> = [];
    if (items.length === 0) return rows;
    const occurrence = countOccurrences(items);
    const idOf = childIds(nctId, kind);
    for (const { position, text, value } of items) {
      rows.push(toRow(nctId, position, idOf(text, occurrence(text, rows.length)), value));
    }
    return rows;
  };

const readConditions = listIn("conditions", "condition", parseNames, (nct_id, position, id, name) => {
  const { canonical_name, condition_id } = conditionIdentity(name);
  return { nct_id, position, id, name, canonical_name, condition_id };
});

const readInterventions = listIn(
  "interventions",
  "intervention",
  parseInterventions,
  (nct_id, position, id, { type, name }) => {
    const { canonical_name, intervention_id } = interventionIdentity(type, name);
    return { nct_id, position, id, intervention_type: type, name, canonical_name, intervention_id };
  },
);

const readOutcomes = listIn("outcome_measures", "outcome", parseNames, (nct_id, position, id, measure) => ({
  nct_id,
  position,
  id,
  measure,
}));

const readSponsors = listIn(
  "sponsor_collaborators",
  "sponsor",
  parseSponsors,
  (nct_id, position, id, { role, name }) => ({
    nct_id,
    position,
    id,
    lead_or_collaborator: role,
    name,
    sponsor_id: sponsorIdentity(name).sponsor_id,
  }),
);

const readFunders = listIn("funded_bys", "funder", parseFunders, (nct_id, position, id, agency_class) => ({
  nct_id,
  position,
  id,
  agency_class,
}));

const readPhases = listIn("phases", "phase", parsePhases, (nct_id, position, id, phase) => ({
  nct_id,
  position,
  id,
  phase,
}));

const readLocations = listIn("locations", "location", parseLocations, (nct_id, position, id, location) => ({
  nct_id,
  position,
  id,
  facility: location.facility,
  city: location.city,
  state: location.state,
  country: location.country,
  country_code: location.countryCode,
  raw_text: location.rawText,
}));

const readOtherIds = listIn("other_ids", "other_id", parseOtherIds, (nct_id, position, id, { type, value }) => ({
  nct_id,
  position,
  id,
  id_type: type,
  id_value: value,
}));

const readDocuments = listIn("study_documents", "document", parseDocuments, (nct_id, position, id, document) => ({
  nct_id,
  position,
  id,
  label: document.label,
  url: document.url,
  has_protocol: document.hasProtocol,
  has_sap: document.hasSap,
  has_icf: document.hasIcf,
}));

/** Reads the nine lists of a record into the rows of their staging tables. */
export const decodeChildren = (
  record: CtgovLegacyRow,
  nctId: string,
  log: ProblemLog,
): Omit<DecodedTrial, "trial"> => ({
  conditions: readConditions(record, nctId, log),
  interventions: readInterventions(record, nctId, log),
  outcomes: readOutcomes(record, nctId, log),
  sponsors: readSponsors(record, nctId, log),
  funders: readFunders(record, nctId, log),
  phases: readPhases(record, nctId, log),
  locations: readLocations(record, nctId, log),
  otherIds: readOtherIds(record, nctId, log),
  documents: readDocuments(record, nctId, log),
});

/** In a list up to this long, earlier entries are looked through faster than counted. */
const shortList = 12;

/** Tells the how manieth of its text the entry at a place of a list is; to be asked in the order of the entries. */
const countOccurrences = (items: ParsedList<unknown>["items"]): ((text: string, index: number) => number) => {
  if (items.length > shortList) {
    const counts = new Map<string, number>();
    return (text) => {
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      return count;
    };
  }
  return (text, index) => {
    let count = 1;
    for (let earlier = 0; earlier < index; earlier += 1) if (items[earlier]?.text === text) count += 1;
    return count;
  };
};
