import { Sex } from "@trialflow/schema";
import { parseVocabulary } from "./parseVocabulary.ts";

/**
 * Parses which sexes may take part: `All`, `Female`, `Male`.
 *
 * Errors   `unknown_sex`
 */
export const parseSex = parseVocabulary(Sex);
