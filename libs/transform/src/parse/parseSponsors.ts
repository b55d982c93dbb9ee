import type { SponsorRole } from "@trialflow/schema";
import { type ParsedList, parseList } from "./ParsedList.ts";

/** An organisation with its part in the trial. */
export interface Sponsor {
  readonly role: SponsorRole;
  readonly name: string;
}

/**
 * Parses the sponsors column: the lead sponsor, then the collaborators. If the first entry is empty, the record has no
 * lead; no collaborator takes its place.
 *
 * Errors   `empty_list_entry` with its position
 */
export const parseSponsors = (text: string): ParsedList<Sponsor> =>
  parseList(text, (name, position) => ({ value: { role: position === 1 ? "LEAD" : "COLLABORATOR", name } }));
