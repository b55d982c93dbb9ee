import { OverallStatus } from "@trialflow/schema";
import { parseVocabulary } from "./parseVocabulary.ts";

/**
 * Parses a recruitment status: `Active, not recruiting` or `ACTIVE_NOT_RECRUITING`.
 *
 * Errors   `unknown_overall_status`
 */
export const parseOverallStatus = parseVocabulary(OverallStatus);
