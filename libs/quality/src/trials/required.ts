import { stagingTrialSponsors as sponsors, stagingTrialConditions, stagingTrials as trials } from "@trialflow/schema";
import { eq, ne, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { counterpart } from "../checks/counterpart.ts";
import { notNull } from "../checks/notNull.ts";
import { rowCondition } from "../checks/rowCondition.ts";
import { unique } from "../checks/unique.ts";
import { entriesOf } from "./entriesOf.ts";
import { singleMistakes } from "./singleMistakes.ts";

/** An expanded access record is no study: it has neither dates nor an enrollment. */
const isStudy = ne(trials.study_type, "EXPANDED_ACCESS");

/**
 * What every record must say.
 *
 * A word for the status or the type that no crosswalk knows leaves the column empty; one new word must not stop all
 * publishing, a column that is empty all over must.
 *
 * Source   ClinicalTrials.gov required data elements; measured on the classic exports of 2020-04-06 to 2020-10-01
 */
export const required: ReadonlyArray<Check> = [
  rowCondition({
    name: "brief_title_is_not_blank",
    severity: "error",
    description: "Every trial has a title.",
    table: trials,
    // A visible first character spares the search, which takes longer than most rules.
    holds: sql`ascii(${trials.brief_title}) between 33 and 126 or ${trials.brief_title} ~ '[^[:space:]]'`,
    shows: [trials.brief_title],
  }),
  notNull({
    name: "overall_status_is_rarely_missing",
    severity: "error",
    description: "At most one trial in a hundred lacks a status.",
    column: trials.overall_status,
    tolerance: singleMistakes,
  }),
  notNull({
    name: "study_type_is_rarely_missing",
    severity: "error",
    description: "At most one trial in a hundred lacks a study type.",
    column: trials.study_type,
    tolerance: singleMistakes,
  }),
  counterpart({
    name: "trial_has_a_condition",
    severity: "error",
    tolerance: singleMistakes,
    description: "Every trial studies at least one condition.",
    table: trials,
    counterpart: entriesOf(stagingTrialConditions),
    joinedBy: [trials.nct_id, stagingTrialConditions.nct_id],
    isExpected: true,
  }),
  unique({
    name: "trial_has_at_most_one_lead_sponsor",
    severity: "error",
    description: "No trial has two lead sponsors.",
    columns: [sponsors.nct_id],
    where: eq(sponsors.lead_or_collaborator, "LEAD"),
  }),
  counterpart({
    name: "trial_has_a_lead_sponsor",
    severity: "warn",
    description: "Every trial names its lead sponsor.",
    table: trials,
    counterpart: sql`${entriesOf(sponsors)} and ${sponsors.lead_or_collaborator} = 'LEAD'`,
    joinedBy: [trials.nct_id, sponsors.nct_id],
    isExpected: true,
  }),
  notNull({
    name: "study_first_posted_date_is_present",
    severity: "warn",
    description: "Every trial has the day on which the registry first showed it.",
    column: trials.study_first_posted_date,
  }),
  notNull({
    name: "last_update_posted_date_is_present",
    severity: "warn",
    description: "Every trial has the day of its last update.",
    column: trials.last_update_posted_date,
  }),
  notNull({
    name: "start_date_is_present",
    severity: "warn",
    description: "Every trial but an expanded access has a start date.",
    column: trials.start_date,
    where: isStudy,
  }),
  notNull({
    name: "completion_date_is_present",
    severity: "warn",
    description: "Every trial but an expanded access has a completion date.",
    column: trials.completion_date,
    where: isStudy,
  }),
  notNull({
    name: "enrollment_is_present",
    severity: "warn",
    description: "Every trial but an expanded access has an enrollment.",
    column: trials.enrollment,
    where: isStudy,
  }),
];
