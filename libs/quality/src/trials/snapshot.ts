import { loads, rejects, stagingTrials, trials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { distributionChange } from "../checks/distributionChange.ts";
import { measure } from "../checks/measure.ts";
import { rowCondition } from "../checks/rowCondition.ts";
import { rowCount } from "../checks/rowCount.ts";
import { rowCountChange } from "../checks/rowCountChange.ts";
import { childTables } from "./childTables.ts";

const isReadCompletely = sql`not exists (select from ${rejects} where ${rejects.record_id} = ${stagingTrials._record_id}
  and ${rejects.rule_version} = ${stagingTrials._rule_version} and ${rejects.scope} = 'field')`;

/**
 * What the data as a whole must be: there, complete, and alike to what is published.
 *
 * Source   from one classic export of 2020 to the next, at most two months later, the statuses moved by at most 0.08 and the study types
 *          by at most 0.05; from April to October by 0.25 and 0.10
 */
export const snapshot: ReadonlyArray<Check> = [
  rowCount({
    name: "there_are_trials",
    severity: "error",
    description: "There is at least one trial.",
    table: stagingTrials,
    min: 1,
  }),
  rowCountChange({
    name: "snapshot_is_not_half_of_the_last",
    severity: "error",
    description: "There are at least half as many trials as are published.",
    table: stagingTrials,
    previous: trials,
    minRatio: 0.5,
  }),
  ...childTables.map(({ name, staged, published }) =>
    rowCountChange({
      name: `${name}_are_not_half_of_the_last`,
      severity: "warn",
      description: `There are at least half as many ${name.replace("_", " ")} as are published.`,
      table: staged,
      previous: published,
      minRatio: 0.5,
    }),
  ),
  distributionChange({
    name: "statuses_are_distributed_as_in_the_last",
    severity: "warn",
    description: "The shares of the statuses moved by at most 0.25 against what is published.",
    column: stagingTrials.overall_status,
    previous: trials.overall_status,
    maxDistance: 0.25,
  }),
  distributionChange({
    name: "study_types_are_distributed_as_in_the_last",
    severity: "warn",
    description: "The shares of the study types moved by at most 0.15 against what is published.",
    column: stagingTrials.study_type,
    previous: trials.study_type,
    maxDistance: 0.15,
  }),
  measure({
    name: "rejected_rows_are_few",
    severity: "error",
    description: "At most one row in twenty of the load was set aside as a whole.",
    table: stagingTrials,
    // Staging is what the load says: what is missing of it was set aside, now or when the same record came before, in which
    // case the reject stands with that earlier load and not with this one.
    value: ({ loadId }) =>
      loadId === null
        ? sql`null`
        : sql`(select 1 - (select count(*) from ${stagingTrials})::float8 / nullif(${loads.rows_read} - ${loads.rows_duplicate}, 0)
  from ${loads} where ${loads.load_id} = ${loadId})`,
    max: 0.05,
  }),
  rowCondition({
    name: "trial_is_read_completely",
    severity: "warn",
    description: "No field of a trial was set aside.",
    table: stagingTrials,
    holds: isReadCompletely,
  }),
  rowCondition({
    name: "rejected_fields_are_few",
    severity: "error",
    description: "Of at most one trial in twenty a field was set aside.",
    table: stagingTrials,
    holds: isReadCompletely,
    tolerance: { maxFailedShare: 0.05 },
  }),
];
