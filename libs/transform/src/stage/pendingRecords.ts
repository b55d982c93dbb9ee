import { rawCtgovLegacyCsv, rawCtgovLegacyCsvRows, rejects, stagingTrials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { bigint, pgTable, text } from "drizzle-orm/pg-core";

/** Names the records that staging has to decode. A temporary table of the staging transaction; one row per record. */
export const pendingRecords = pgTable("pending_records", {
  record_id: bigint({ mode: "number" }).primaryKey(),
  nct_id: text().notNull(),
  row_number: bigint({ mode: "number" }).notNull(),
  line_number: bigint({ mode: "number" }).notNull(),
});

/** Names the trials whose staged rows are not those of the load. A temporary table of the staging transaction; one row per trial. */
export const outdatedTrials = pgTable("outdated_trials", { nct_id: text().primaryKey() });

/** The rows of a load that say what a trial is now: one per trial. */
const current = (loadId: number) => sql`
  select ${rawCtgovLegacyCsv.nct_number} as nct_id, ${rawCtgovLegacyCsvRows.record_id} as record_id,
         ${rawCtgovLegacyCsvRows.row_number} as row_number, ${rawCtgovLegacyCsvRows.line_number} as line_number
  from ${rawCtgovLegacyCsvRows}
  join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = ${rawCtgovLegacyCsvRows.record_id}
  where ${rawCtgovLegacyCsvRows.load_id} = ${loadId} and ${rawCtgovLegacyCsvRows.disposition} in ('new', 'changed', 'unchanged')`;

/**
 * Finds what staging lacks and what it has too much, compared with a load and the rules of this program.
 *
 * A record that these rules rejected as a whole before is not tried again.
 *
 * Reads    raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv, staging.trials, ops.rejects
 * Writes   pending_records, outdated_trials
 */
export const findPendingRecords = (loadId: number, ruleVersion: string) => [
  sql`create temporary table ${pendingRecords} on commit drop as
with load as (${current(loadId)})
select load.record_id, load.nct_id, load.row_number, load.line_number
from load
left join ${stagingTrials} on ${stagingTrials.nct_id} = load.nct_id
where (${stagingTrials._record_id} is distinct from load.record_id or ${stagingTrials._rule_version} is distinct from ${ruleVersion})
  and not exists (
    select from ${rejects}
    where ${rejects.record_id} = load.record_id and ${rejects.scope} = 'record' and ${rejects.rule_version} = ${ruleVersion}
  )`,
  sql`create temporary table ${outdatedTrials} on commit drop as
with load as (${current(loadId)})
select ${stagingTrials.nct_id} as nct_id
from ${stagingTrials}
left join load on load.nct_id = ${stagingTrials.nct_id}
where load.record_id is distinct from ${stagingTrials._record_id} or ${stagingTrials._rule_version} <> ${ruleVersion}`,
  sql`create unique index on ${pendingRecords} (record_id)`,
  sql`analyze ${pendingRecords}`,
  sql`analyze ${outdatedTrials}`,
];
