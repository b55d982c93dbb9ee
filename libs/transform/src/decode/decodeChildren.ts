import type { CtgovLegacyRow } from "@trialflow/schema";
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
import { type ChildKind, childId, entityId } from "./contentId.ts";
import type { DecodedTrial } from "./DecodedTrial.ts";
import type { RawField } from "./fieldPolicies.ts";
import type { ProblemLog } from "./ProblemLog.ts";

/** Reads the nine lists of a record into the rows of their staging tables. */
export const decodeChildren = (row: CtgovLegacyRow, nctId: string, log: ProblemLog): Omit<DecodedTrial, "trial"> => {
  const list = <T, Row>(
    field: RawField,
    kind: ChildKind,
    parse: (text: string) => ParsedList<T>,
    toRow: (entry: EntryColumns, value: T) => Row,
  ): Array<Row> => {
    const { items, problems } = parse(row[field] ?? "");
    log.addAll(field, problems);
    const occurrence = countOccurrences();
    return items.map(({ position, text, value }) =>
      toRow(
        {
          nct_id: nctId,
          position,
          id: childId(nctId, kind, text, items.length === 1 ? 1 : occurrence(text)),
        },
        value,
      ),
    );
  };

  return {
    conditions: list("conditions", "condition", parseNames, (entry, name) => {
      const canonical_name = canonicalConditionName(name);
      return { ...entry, name, canonical_name, condition_id: entityId("condition", nameKey(canonical_name)) };
    }),
    interventions: list("interventions", "intervention", parseInterventions, (entry, { type, name }) => {
      const canonical_name = canonicalInterventionName(name);
      return {
        ...entry,
        intervention_type: type,
        name,
        canonical_name,
        intervention_id: entityId("intervention", type ?? "", nameKey(canonical_name)),
      };
    }),
    outcomes: list("outcome_measures", "outcome", parseNames, (entry, measure) => ({ ...entry, measure })),
    sponsors: list("sponsor_collaborators", "sponsor", parseSponsors, (entry, { role, name }) => ({
      ...entry,
      lead_or_collaborator: role,
      name,
      sponsor_id: entityId("sponsor", nameKey(name)),
    })),
    funders: list("funded_bys", "funder", parseFunders, (entry, agency_class) => ({ ...entry, agency_class })),
    phases: list("phases", "phase", parsePhases, (entry, phase) => ({ ...entry, phase })),
    locations: list("locations", "location", parseLocations, (entry, location) => ({
      ...entry,
      facility: location.facility,
      city: location.city,
      state: location.state,
      country: location.country,
      country_code: location.countryCode,
      raw_text: location.rawText,
    })),
    otherIds: list("other_ids", "other_id", parseOtherIds, (entry, { type, value }) => ({
      ...entry,
      id_type: type,
      id_value: value,
    })),
    documents: list("study_documents", "document", parseDocuments, (entry, document) => ({
      ...entry,
      label: document.label,
      url: document.url,
      has_protocol: document.hasProtocol,
      has_sap: document.hasSap,
      has_icf: document.hasIcf,
    })),
  };
};

interface EntryColumns {
  readonly nct_id: string;
  readonly position: number;
  readonly id: string;
}

/** Counts how often each text has come so far. */
const countOccurrences = (): ((text: string) => number) => {
  const counts = new Map<string, number>();
  return (text) => {
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count;
  };
};
