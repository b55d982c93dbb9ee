import type { IdType } from "@trialflow/schema";
import { type ParsedList, parseList } from "./ParsedList.ts";

/** An identifier of a trial besides its NCT number. */
export interface OtherId {
  readonly type: IdType;
  readonly value: string;
}

/**
 * Parses the other ids column: the organisation's own study id, then the secondary ids.
 *
 * Errors   `empty_list_entry` with its position
 */
export const parseOtherIds = (text: string): ParsedList<OtherId> =>
  parseList(text, (value, position) => ({ value: { type: position === 1 ? "ORG_STUDY_ID" : "SECONDARY_ID", value } }));
