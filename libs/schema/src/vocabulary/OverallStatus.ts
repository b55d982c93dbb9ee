import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists a trial's recruitment statuses in the order of a trial's life, expanded access last.
 *
 * `isEnded`: the trial will not go on. `isExpandedAccess`: the status belongs to expanded access records only.
 * `WITHHELD` and `UNKNOWN` say that the registry does not know or does not tell.
 *
 * Source   ClinicalTrials.gov API v2 enum `Status`; glossary (Withdrawn: stopped before the first participant; Terminated:
 *          stopped early, will not start again; Suspended: stopped early, may start again)
 */
export const OverallStatus = vocabulary("overall_status", [
  { value: "NOT_YET_RECRUITING", label: "Not yet recruiting", isEnded: false, isExpandedAccess: false },
  { value: "RECRUITING", label: "Recruiting", isEnded: false, isExpandedAccess: false },
  { value: "ENROLLING_BY_INVITATION", label: "Enrolling by invitation", isEnded: false, isExpandedAccess: false },
  { value: "ACTIVE_NOT_RECRUITING", label: "Active, not recruiting", isEnded: false, isExpandedAccess: false },
  { value: "SUSPENDED", label: "Suspended", isEnded: false, isExpandedAccess: false },
  { value: "COMPLETED", label: "Completed", isEnded: true, isExpandedAccess: false },
  { value: "TERMINATED", label: "Terminated", isEnded: true, isExpandedAccess: false },
  { value: "WITHDRAWN", label: "Withdrawn", isEnded: true, isExpandedAccess: false },
  { value: "UNKNOWN", label: "Unknown status", isEnded: false, isExpandedAccess: false },
  { value: "WITHHELD", label: "Withheld", isEnded: false, isExpandedAccess: false },
  { value: "AVAILABLE", label: "Available", isEnded: false, isExpandedAccess: true },
  { value: "TEMPORARILY_NOT_AVAILABLE", label: "Temporarily not available", isEnded: false, isExpandedAccess: true },
  { value: "NO_LONGER_AVAILABLE", label: "No longer available", isEnded: true, isExpandedAccess: true },
  { value: "APPROVED_FOR_MARKETING", label: "Approved for marketing", isEnded: true, isExpandedAccess: true },
]);

/** A trial's recruitment status. */
export type OverallStatus = VocabularyValue<typeof OverallStatus>;
