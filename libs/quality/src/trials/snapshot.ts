import {
  currentRejects,
  liesInPast,
  loads,
  rawCtgovLegacyCsvRows,
  rejectStates,
  stagingTrials,
  trials,
  trialVersions,
} from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { Check, CheckContext } from "../Check.ts";
import { counterpart } from "../checks/counterpart.ts";
import { distributionChange } from "../checks/distributionChange.ts";
import { measure } from "../checks/measure.ts";
import { rowCount } from "../checks/rowCount.ts";
import { rowCountChange } from "../checks/rowCountChange.ts";
import { childTables } from "./childTables.ts";
import { stagedRuleVersion } from "./stagedRuleVersion.ts";

const fieldReject = sql`select from ${rejectStates} where ${rejectStates.record_id} = ${stagingTrials._record_id}
  and ${rejectStates.rule_version} = ${stagingTrials._rule_version} and ${rejectStates.scope} = 'field'`;

/** Limits do not count what somebody decided to live with. */
const openFieldReject = sql`${fieldReject} and ${rejectStates.state} = 'open'`;

/** Rows of a load that stand in staging: all that stands there, but for an increment, whose staging has the other trials, too. */
const stagedRows = (
  loadId: number,
  { countOf }: CheckContext,
) => sql`case when ${loads.extent} = 'snapshot' then ${countOf(stagingTrials)} else (select count(*) from ${stagingTrials} where exists (
  select from ${rawCtgovLegacyCsvRows}
  where ${rawCtgovLegacyCsvRows.load_id} = ${loadId} and ${rawCtgovLegacyCsvRows.record_id} = ${stagingTrials._record_id})) end`;

/** Rows of a load that are missing in staging and that somebody decided to live with. */
const waivedRows = (loadId: number) => sql`(select count(distinct (found.load_id, found.row_number))
  from (${currentRejects(loadId, sql`${stagedRuleVersion}`)}) as found where found.scope <> 'field' and found.state = 'waived')`;

const isPast = (loadId: number) => sql`(select ${liesInPast(loads)} from ${loads} where ${loads.load_id} = ${loadId})`;

/** How many trials there were before the load: those that are published, or those of its day when it is inserted into the past. */
const trialsBefore = ({ loadId, countOf }: CheckContext) =>
  loadId === null
    ? countOf(trials)
    : sql`(select case when ${liesInPast(loads)} then (
    select count(*) from ${trialVersions}
    where ${trialVersions.event} <> 'vanished' and ${trialVersions.valid_from} <= ${loads.snapshot_at}
      and (${trialVersions.valid_to} > ${loads.snapshot_at} or ${trialVersions.valid_to} is null)
  ) else ${countOf(trials)} end from ${loads} where ${loads.load_id} = ${loadId})`;

/** Leaves a comparison with what is published out for a load that is inserted into the past. */
const withPresent = (check: Check): Check => {
  const { rule } = check;
  if (rule._tag !== "Measure") return check;
  return {
    ...check,
    rule: {
      ...rule,
      value: (context) =>
        context.loadId === null
          ? rule.value(context)
          : sql`case when ${isPast(context.loadId)} then null else ${rule.value(context)} end`,
    },
  };
};

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
  measure({
    name: "snapshot_is_not_half_of_the_last",
    severity: "error",
    description:
      "There are at least half as many trials as are published, or as there were on the day of a past snapshot.",
    table: stagingTrials,
    value: (context) => sql`${context.countOf(stagingTrials)}::float8 / nullif(${trialsBefore(context)}, 0)`,
    min: 0.5,
  }),
  ...childTables.map(({ name, staged, published }) =>
    withPresent(
      rowCountChange({
        name: `${name}_are_not_half_of_the_last`,
        severity: "warn",
        description: `There are at least half as many ${name.replace("_", " ")} as are published.`,
        table: staged,
        previous: published,
        minRatio: 0.5,
      }),
    ),
  ),
  withPresent(
    distributionChange({
      name: "statuses_are_distributed_as_in_the_last",
      severity: "warn",
      description: "The shares of the statuses moved by at most 0.25 against what is published.",
      column: stagingTrials.overall_status,
      previous: trials.overall_status,
      maxDistance: 0.25,
    }),
  ),
  withPresent(
    distributionChange({
      name: "study_types_are_distributed_as_in_the_last",
      severity: "warn",
      description: "The shares of the study types moved by at most 0.15 against what is published.",
      column: stagingTrials.study_type,
      previous: trials.study_type,
      maxDistance: 0.15,
    }),
  ),
  measure({
    name: "rejected_rows_are_few",
    severity: "error",
    description: "At most one row in twenty of the load was set aside as a whole and not waived.",
    table: stagingTrials,
    // Staging is what the load says: what is missing of it was set aside, now or when the same record came before, in which
    // case the reject stands with that earlier load and not with this one.
    value: (context) =>
      context.loadId === null
        ? sql`null`
        : sql`(select 1 - (${stagedRows(context.loadId, context)} + ${waivedRows(context.loadId)})::float8 / nullif(${loads.rows_read} - ${loads.rows_duplicate}, 0)
  from ${loads} where ${loads.load_id} = ${context.loadId})`,
    max: 0.05,
  }),
  counterpart({
    name: "trial_is_read_completely",
    severity: "warn",
    description: "No field of a trial was set aside.",
    table: stagingTrials,
    counterpart: fieldReject,
    isExpected: false,
  }),
  counterpart({
    name: "rejected_fields_are_few",
    severity: "error",
    description: "Of at most one trial in twenty a field was set aside that nobody waived.",
    table: stagingTrials,
    counterpart: openFieldReject,
    isExpected: false,
    tolerance: { maxFailedShare: 0.05 },
  }),
];
