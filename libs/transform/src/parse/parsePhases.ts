import { Phase } from "@trialflow/schema";
import { type ParsedList, parseSet } from "./ParsedList.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

// How the old XML and AACT join two phases; the slash of `N/A` joins nothing.
const combined: ReadonlyMap<string, string> = new Map([
  ["Phase 1/Phase 2", "Phase 1|Phase 2"],
  ["Phase 2/Phase 3", "Phase 2|Phase 3"],
]);

const parsePhase = parseVocabulary(Phase);

/**
 * Parses the phases column: `Phase 2|Phase 3`, `Not Applicable`, also `Phase 2/Phase 3` and `PHASE2|PHASE3`.
 *
 * Errors   `unknown_phase`, `repeated_list_entry`, `empty_list_entry`, each with its position
 */
export const parsePhases = (text: string): ParsedList<Phase> => parseSet(combined.get(text) ?? text, parsePhase);
