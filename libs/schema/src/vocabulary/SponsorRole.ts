import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists an organisation's parts in a trial. The classic export names the lead sponsor first.
 *
 * Source   ClinicalTrials.gov API v2 `sponsorCollaboratorsModule`; AACT `sponsors.lead_or_collaborator`
 */
export const SponsorRole = vocabulary("sponsor_role", [
  { value: "LEAD", label: "Lead sponsor" },
  { value: "COLLABORATOR", label: "Collaborator" },
]);

/** An organisation's part in a trial. */
export type SponsorRole = VocabularyValue<typeof SponsorRole>;
