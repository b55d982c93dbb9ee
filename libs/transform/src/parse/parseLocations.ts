import { type ParsedList, parseList } from "./ParsedList.ts";
import { parseLocation, type StudyLocation } from "./parseLocation.ts";
import { remember } from "./remember.ts";

/** Sites are the most varied of what comes again, and the dearest to read. */
const parseSite = remember(parseLocation, 1 << 20);

/**
 * Parses the locations column: sites joined by pipes. A site whose country is in no crosswalk is kept with its text alone.
 *
 * Errors   `unknown_country`, `empty_list_entry`, each with its position
 */
export const parseLocations = (text: string): ParsedList<StudyLocation> => parseList(text, parseSite);
