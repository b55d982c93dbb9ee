import { type ParsedList, parseList } from "./ParsedList.ts";

/**
 * Parses a column that lists free texts: conditions, outcome measures, sponsors, other ids. Entries stay as the source
 * wrote them.
 *
 * Errors   `empty_list_entry` with its position
 */
export const parseNames = (text: string): ParsedList<string> => parseList(text, (value) => ({ value }));
