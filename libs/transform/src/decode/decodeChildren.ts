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

/** Reads the nine lists of a record into the rows of their staging tables. */
export const decodeChildren = (row: CtgovLegacyRow, nct_id: string, log: ProblemLog): Omit<DecodedTrial, "trial"> => {
  const list = <T, Row>(
    field: RawField,
    kind: ChildKind,
    parse: (text: string) => ParsedList<T>,
    toRow: (position: number, id: string, value: T) => Row,
  ): Array<Row> => {
    const { items, problems } = parse(row[field] ?? "");
    if (problems.length > 0) log.addAll(field, problems);
    const occurrence = countOccurrences(items);
    const idOf = childIds(nct_id, kind);
    return items.map(({ position, text, value }, index) => toRow(position, idOf(text, occurrence(text, index)), value));
  };

  return {
    conditions: list("conditions", "condition", parseNames, (position, id, name) => {
      const { canonical_name, condition_id } = conditionIdentity(name);
      return { nct_id, position, id, name, canonical_name, condition_id };
    }),
    interventions: list("interventions", "intervention", parseInterventions, (position, id, { type, name }) => {
      const { canonical_name, intervention_id } = interventionIdentity(type, name);
      return { nct_id, position, id, intervention_type: type, name, canonical_name, intervention_id };
    }),
    outcomes: list("outcome_measures", "outcome", parseNames, (position, id, measure) => ({
      nct_id,
      position,
      id,
      measure,
    })),
    sponsors: list("sponsor_collaborators", "sponsor", parseSponsors, (position, id, { role, name }) => ({
      nct_id,
      position,
      id,
      lead_or_collaborator: role,
      name,
      sponsor_id: sponsorIdentity(name).sponsor_id,
    })),
    funders: list("funded_bys", "funder", parseFunders, (position, id, agency_class) => ({
      nct_id,
      position,
      id,
      agency_class,
    })),
    phases: list("phases", "phase", parsePhases, (position, id, phase) => ({ nct_id, position, id, phase })),
    locations: list("locations", "location", parseLocations, (position, id, location) => ({
      nct_id,
      position,
      id,
      facility: location.facility,
      city: location.city,
      state: location.state,
      country: location.country,
      country_code: location.countryCode,
      raw_text: location.rawText,
    })),
    otherIds: list("other_ids", "other_id", parseOtherIds, (position, id, { type, value }) => ({
      nct_id,
      position,
      id,
      id_type: type,
      id_value: value,
    })),
    documents: list("study_documents", "document", parseDocuments, (position, id, document) => ({
      nct_id,
      position,
      id,
      label: document.label,
      url: document.url,
      has_protocol: document.hasProtocol,
      has_sap: document.hasSap,
      has_icf: document.hasIcf,
    })),
  };
};

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
