import {
  stagingTrialLocations as locations,
  OverallStatus,
  stagingTrialPhases,
  stagingTrials as trials,
} from "@trialflow/schema";
import { eq, inArray, ne, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { columnOrder } from "../checks/columnOrder.ts";
import { counterpart } from "../checks/counterpart.ts";
import { relationship } from "../checks/relationship.ts";
import { rowCondition } from "../checks/rowCondition.ts";
import { unique } from "../checks/unique.ts";
import { childTables } from "./childTables.ts";
import { entriesOf } from "./entriesOf.ts";
import { positionsAreAccountedFor } from "./positionsAreAccountedFor.ts";
import { singleMistakes } from "./singleMistakes.ts";

const expandedAccessStatuses = OverallStatus.entries
  .filter((entry) => entry.isExpandedAccess)
  .map((entry) => entry.value);

/**
 * What a record says in one place must not contradict what it says in another. No trial of the measured exports breaks
 * a rule of severity error.
 *
 * Source   ClinicalTrials.gov glossary (withdrawn: stopped before the first participant; phases are for interventional studies);
 *          measured on the classic exports of 2020-04-06 to 2020-10-01
 */
export const consistency: ReadonlyArray<Check> = [
  counterpart({
    name: "only_interventional_trials_have_a_phase",
    severity: "error",
    tolerance: singleMistakes,
    description: "Observational studies and expanded access have no phase.",
    table: trials,
    counterpart: entriesOf(stagingTrialPhases),
    joinedBy: [trials.nct_id, stagingTrialPhases.nct_id],
    isExpected: false,
    where: ne(trials.study_type, "INTERVENTIONAL"),
    shows: [trials.study_type],
  }),
  counterpart({
    name: "interventional_trial_has_a_phase",
    severity: "warn",
    description: "Every interventional trial has a phase, be it NA.",
    table: trials,
    counterpart: entriesOf(stagingTrialPhases),
    joinedBy: [trials.nct_id, stagingTrialPhases.nct_id],
    isExpected: true,
    where: eq(trials.study_type, "INTERVENTIONAL"),
  }),
  rowCondition({
    name: "status_fits_study_type",
    severity: "error",
    tolerance: singleMistakes,
    description: "Expanded access has the statuses of expanded access, and nothing else has them.",
    table: trials,
    holds: sql`(${trials.study_type} = 'EXPANDED_ACCESS') = ${inArray(trials.overall_status, expandedAccessStatuses)}`,
    // These two are said of a record of any type whose status is hidden or not verified.
    where: sql`${trials.overall_status} not in ('UNKNOWN', 'WITHHELD')`,
    shows: [trials.study_type, trials.overall_status],
  }),
  rowCondition({
    name: "withdrawn_trial_enrolled_nobody",
    severity: "warn",
    description: "A withdrawn trial stopped before its first participant: its enrollment is 0.",
    table: trials,
    holds: sql`${trials.enrollment} = 0`,
    where: eq(trials.overall_status, "WITHDRAWN"),
    shows: [trials.enrollment],
  }),
  rowCondition({
    name: "only_withdrawn_trials_enrolled_nobody",
    severity: "warn",
    description: "A trial with an enrollment of 0 is withdrawn.",
    table: trials,
    holds: sql`${trials.overall_status} = 'WITHDRAWN'`,
    where: eq(trials.enrollment, 0),
    shows: [trials.overall_status],
  }),
  rowCondition({
    name: "results_have_their_date",
    severity: "error",
    tolerance: singleMistakes,
    description: "A trial has a date of its results exactly when it has results.",
    table: trials,
    // The raw text counts as well: a date that could not be read is a reject, not a contradiction.
    holds: sql`${trials.has_results} = (num_nonnulls(${trials.results_first_posted_date}, ${trials.results_first_posted_date_raw}) > 0)`,
    shows: [trials.has_results, trials.results_first_posted_date],
  }),
  rowCondition({
    name: "url_names_the_trial",
    severity: "error",
    tolerance: singleMistakes,
    description: "The address of a trial ends in its NCT number.",
    table: trials,
    // The address as the registry writes it is compared as a whole, which is faster than its end.
    holds: sql`${trials.url} = 'https://ClinicalTrials.gov/show/' || ${trials.nct_id} or right(${trials.url}, length(${trials.nct_id}) + 1) = '/' || ${trials.nct_id}`,
    shows: [trials.url],
  }),
  columnOrder({
    name: "minimum_age_is_not_above_maximum_age",
    severity: "error",
    tolerance: singleMistakes,
    description: "The minimum age of participants is not above the maximum age.",
    lower: trials.minimum_age_days,
    upper: trials.maximum_age_days,
  }),
  unique({
    name: "site_is_listed_once",
    severity: "warn",
    description: "A trial lists each site once.",
    columns: [locations.nct_id, locations.raw_text],
  }),
  unique({
    name: "title_is_unique",
    severity: "warn",
    description: "No two trials have the same title: they may be one trial registered twice.",
    columns: [trials.brief_title],
  }),
  ...childTables.map(({ name, staged }) =>
    relationship({
      name: `${name}_belong_to_a_trial`,
      severity: "error",
      description: `All ${name.replace("_", " ")} belong to a staged trial.`,
      column: staged.nct_id,
      references: trials.nct_id,
    }),
  ),
  ...childTables.map(positionsAreAccountedFor),
];
