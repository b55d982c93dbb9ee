import { insertSelect } from "@trialflow/database";
import { type SponsorRole, stagingTrialSponsors, stagingTrials, trialRecords, trials } from "@trialflow/schema";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { touchedTrials } from "./touchedTrials.ts";

const lead: SponsorRole = "LEAD";

const columns = { ...getTableColumns(stagingTrials), lead_sponsor: stagingTrialSponsors.name };

// The first sponsor is the lead, if the trial has one: the place is the row's key, so the planner knows that there is at most one.
const staged = sql`from ${stagingTrials}
left join ${stagingTrialSponsors} on ${stagingTrialSponsors.nct_id} = ${stagingTrials.nct_id}
  and ${stagingTrialSponsors.position} = 1 and ${stagingTrialSponsors.lead_or_collaborator} = ${lead}`;

/** Restricts the staged trials to those that are published anew. */
export const onlyTouched = sql`join ${touchedTrials} on ${touchedTrials.nct_id} = ${stagingTrials.nct_id}`;

/** Brings a row that is there already to what would have been inserted. */
const orUpdate = (table: PgTable, key: AnyPgColumn): SQL => sql`
on conflict (${sql.identifier(key.name)}) do update set ${sql.join(
  Object.values(getTableColumns(table))
    .filter((column) => column.name !== key.name)
    .map((column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`),
  sql`, `,
)}`;

/**
 * Inserts all staged trials, none of which may be there.
 *
 * Reads    staging.trials, staging.trial_sponsors
 * Writes   analytics.trials, one row per trial
 */
export const insertTrials = () => insertSelect(trials, columns, staged);

/**
 * Inserts the touched trials; one that is published already is brought to what staging says, its row stays.
 *
 * Reads    staging.trials, staging.trial_sponsors, touched_trials
 * Writes   analytics.trials, one row per trial
 */
export const mergeTrials = () =>
  sql`${insertTrials()}
${onlyTouched}
where true${orUpdate(trials, trials.nct_id)}`;

/**
 * Removes the trials that staging does not have; none of their entries may be left.
 *
 * Reads    staging.trials, touched_trials
 * Writes   analytics.trials
 */
export const deleteGoneTrials = () => sql`
delete from ${trials} using ${touchedTrials}
where ${touchedTrials.nct_id} = ${trials.nct_id}
  and not exists (select from ${stagingTrials} where ${stagingTrials.nct_id} = ${touchedTrials.nct_id})`;

/**
 * Keeps what the staged trials say, one row per record version; none of them may be there.
 *
 * Reads    staging.trials, staging.trial_sponsors
 * Writes   analytics.trial_records
 */
export const insertRecords = () => insertSelect(trialRecords, columns, staged);

/**
 * Keeps what the staged trials say, one row per record version, where there is none yet. A version that was published before, by
 * other rules, is brought to these. `only` restricts the trials.
 *
 * Reads    staging.trials, staging.trial_sponsors
 * Writes   analytics.trial_records
 */
export const mergeRecords = (only: SQL = sql``) =>
  sql`${insertRecords()}
${only}
where not exists (select from ${trialRecords} where ${trialRecords._record_id} = ${stagingTrials._record_id}
  and ${trialRecords._rule_version} = ${stagingTrials._rule_version})${orUpdate(trialRecords, trialRecords._record_id)}`;
