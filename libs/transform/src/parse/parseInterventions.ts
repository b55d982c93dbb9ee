import { InterventionType } from "@trialflow/schema";
import * as Result from "effect/Result";
import { type ParsedEntry, type ParsedList, parseList } from "./ParsedList.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

/** An intervention of a trial; the type is `null` where the source's word for it is in no crosswalk. */
export interface Intervention {
  readonly type: InterventionType | null;
  readonly name: string;
}

const parseType = parseVocabulary(InterventionType);

/**
 * Parses the interventions column: `Drug: Remdesivir|Other: Standard of care`. The first `: ` separates, because names
 * hold colons too. An entry without a known type keeps its whole text as the name, and says so.
 *
 * Errors   `missing_intervention_type`, `unknown_intervention_type`, `empty_list_entry`, each with its position
 */
export const parseInterventions = (text: string): ParsedList<Intervention> => parseList(text, parseIntervention);

/** Writes an intervention as the classic export does. */
export const formatIntervention = ({ type, name }: Intervention): string =>
  type === null ? name : `${InterventionType.labelOf(type)}: ${name}`;

const parseIntervention = (entry: string): ParsedEntry<Intervention> => {
  const separator = entry.indexOf(": ");
  const name = entry.slice(separator + 2);
  if (separator === -1 || name.trim() === "") {
    return {
      value: { type: null, name: entry },
      problem: { reason: "missing_intervention_type", found: entry, expected: "type and name, as Drug: Remdesivir" },
    };
  }
  const type = parseType(entry.slice(0, separator));
  return Result.isSuccess(type)
    ? { value: { type: type.success, name } }
    : { value: { type: null, name: entry }, problem: { ...type.failure, found: entry } };
};
