import { AgencyClass } from "@trialflow/schema";
import { type ParsedList, parseSet } from "./ParsedList.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

const parseAgencyClass = parseVocabulary(AgencyClass);

/**
 * Parses the funders column, the distinct classes of the lead sponsor and the collaborators: `Other|Industry`.
 *
 * Errors   `unknown_agency_class`, `repeated_list_entry`, `empty_list_entry`, each with its position
 */
export const parseFunders = (text: string): ParsedList<AgencyClass> => parseSet(text, parseAgencyClass);
