import { loadContent, rejects, stagingTrials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { bigint, pgTable, text } from "drizzle-orm/pg-core";

/** Names the records that staging has to decode. A temporary table of the staging transaction; one row per record. */
export const pendingRecords = pgTable("pending_records", {
  record_id: bigint({ mode: "number" }).primaryKey(),
  nct_id: text().notNull(),
  /** The load in whose file the record stands: an earlier one for what an increment leaves as it was. */
  load_id: bigint({ mode: "number" }).notNull(),
  row_number: bigint({ mode: "number" }).notNull(),
  line_number: bigint({ mode: "number" }).notNull(),
});

/** Names the trials whose staged rows are not those of the load. A temporary table of the staging transaction; one row per trial. */
export const outdatedTrials = pgTable("outdated_trials", { nct_id: text().primaryKey() });

/** The trials that the load and staging do not say the same of; one row per trial, NULL on the side that does not have it. */
const differingTrials = pgTable("differing_trials", {
  staged_nct_id: text(),
  nct_id: text(),
  record_id: bigint({ mode: "number" }),
  load_id: bigint({ mode: "number" }),
  row_number: bigint({ mode: "number" }),
  line_number: bigint({ mode: "number" }),
});

/**
 * Finds what staging lacks and what it has too much, compared with a load and the rules of this program.
 *
 * A record that these rules rejected as a whole before is not tried again.
 *
 * Reads    raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv, staging.trials, ops.rejects
 * Writes   pending_records, outdated_trials
 */
export const findPendingRecords = (loadId: number, ruleVersion: string) => [
  sql`drop table if exists ${differingTrials}, ${pendingRecords}, ${outdatedTrials}`,
  // The load's content is read once: at several hundred thousand trials that is what takes the time.
  sql`create temporary table ${differingTrials} on commit drop as
with load as (${loadContent(loadId, ruleVersion)})
select ${stagingTrials.nct_id} as staged_nct_id, load.nct_id, load.record_id, load.load_id, load.row_number, load.line_number
from load
full join ${stagingTrials} on ${stagingTrials.nct_id} = load.nct_id
where ${stagingTrials._record_id} is distinct from load.record_id or ${stagingTrials._rule_version} is distinct from ${ruleVersion}`,
  sql`create temporary table ${pendingRecords} on commit drop as
select ${differingTrials.record_id}, ${differingTrials.nct_id}, ${differingTrials.load_id}, ${differingTrials.row_number}, ${differingTrials.line_number}
from ${differingTrials}
where ${differingTrials.record_id} is not null
  and not exists (
    select from ${rejects}
    where ${rejects.record_id} = ${differingTrials.record_id} and ${rejects.scope} = 'record' and ${rejects.rule_version} = ${ruleVersion}
  )`,
  sql`create temporary table ${outdatedTrials} on commit drop as
select ${differingTrials.staged_nct_id} as nct_id from ${differingTrials} where ${differingTrials.staged_nct_id} is not null`,
  sql`create unique index on ${pendingRecords} (record_id)`,
  sql`analyze ${pendingRecords}`,
  sql`analyze ${outdatedTrials}`,
];
