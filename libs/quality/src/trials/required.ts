import { stagingTrialSponsors as sponsors, stagingTrialConditions, stagingTrials as trials } from "@trialflow/schema";
import { eq, ne, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { notNull } from "../checks/notNull.ts";
import { rowCondition } from "../checks/rowCondition.ts";
import { unique } from "../checks/unique.ts";
import { hasEntry } from "./hasEntry.ts";
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
    holds: sql`${trials.brief_title} ~ '[^[:space:]]'`,
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
  rowCondition({
    name: "trial_has_a_condition",
    severity: "error",
    tolerance: singleMistakes,
    description: "Every trial studies at least one condition.",
    table: trials,
    holds: hasEntry(stagingTrialConditions),
  }),
  unique({
    name: "trial_has_at_most_one_lead_sponsor",
    severity: "error",
    description: "No trial has two lead sponsors.",
    columns: [sponsors.nct_id],
    where: eq(sponsors.lead_or_collaborator, "LEAD"),
  }),
  rowCondition({
    name: "trial_has_a_lead_sponsor",
    severity: "warn",
    description: "Every trial names its lead sponsor.",
    table: trials,
    holds: sql`exists (select from ${sponsors} where ${sponsors.nct_id} = ${trials.nct_id} and ${sponsors.lead_or_collaborator} = 'LEAD')`,
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
