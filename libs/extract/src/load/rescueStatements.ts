import { loads, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { incoming } from "./incoming.ts";

const name = (column: AnyPgColumn): SQL => sql`${sql.identifier(column.name)}`;

/**
 * Compares rows with those that their load has already, being settled, or when others are rescued: one of these counts, so an equal row is a
 * duplicate and another one of the same trial a conflict, wherever in the file they stand.
 *
 * Reads    raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv
 * Writes   incoming
 */
export const compareWithLoad = (loadId: number): SQL => sql`
update ${incoming} set
  ${name(incoming.disposition)} = case when ${incoming.row_hash} = ${rawCtgovLegacyCsv._row_hash} then 'duplicate' else 'rejected' end,
  ${name(incoming.reject_reason)} = case when ${incoming.row_hash} <> ${rawCtgovLegacyCsv._row_hash} then 'conflicting_duplicate' end
from ${rawCtgovLegacyCsvRows}
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = ${rawCtgovLegacyCsvRows.record_id}
where ${rawCtgovLegacyCsvRows.load_id} = ${loadId}::bigint
  and ${rawCtgovLegacyCsvRows.disposition} in ('new', 'changed', 'unchanged')
  and ${rawCtgovLegacyCsv.nct_number} = ${incoming.nct_number}
  and ${incoming.disposition} <> 'rejected'`;

const isDecided = (disposition: string): SQL =>
  sql`(select count(*) from ${incoming} where ${incoming.disposition} = ${disposition})`;

/**
 * Moves the rescued rows in the ledger from rejected to what they are now, all at once, so that the balance of the load holds before and
 * after. What was decided when the file was loaded stays readable in the step and the audit entry of that run.
 *
 * A trial whose row was rejected counted as vanished if the load before had it; it has not vanished any more.
 *
 * Reads    incoming
 * Writes   ops.loads, one row
 */
export const moveCounts = (loadId: number): SQL => sql`
update ${loads} set
  ${name(loads.rows_new)} = ${loads.rows_new} + ${isDecided("new")},
  ${name(loads.rows_changed)} = ${loads.rows_changed} + ${isDecided("changed")},
  ${name(loads.rows_unchanged)} = ${loads.rows_unchanged} + ${isDecided("unchanged")},
  ${name(loads.rows_duplicate)} = ${loads.rows_duplicate} + ${isDecided("duplicate")},
  ${name(loads.rows_rejected)} = ${loads.rows_rejected} - (select count(*) from ${incoming} where ${incoming.disposition} <> 'rejected'),
  ${name(loads.rows_vanished)} = greatest(0, ${loads.rows_vanished} - ${isDecided("changed")} - ${isDecided("unchanged")})
where ${loads.load_id} = ${loadId}::bigint`;

/**
 * Computes the load's content hash anew from what stands in raw and in the quarantine: it is the one that a load of the same rows by the
 * rules of this program gets, so that the same content is recognised whatever it came through.
 *
 * Reads    raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv, ops.rejects
 * Writes   ops.loads, one row
 */
export const renewContentHash = (loadId: number): SQL => sql`
with said as (
  select distinct on (${rejects.row_number}) ${rejects.row_number} as row_number, ${rejects.reason_code} as reason_code,
         sha256(coalesce(${rejects.raw_bytes}, convert_to(${rejects.raw_text}, 'UTF8'))) as raw_hash
  from ${rejects}
  where ${rejects.load_id} = ${loadId}::bigint and ${rejects.field} is null
  order by ${rejects.row_number}, ${rejects.reject_id} desc
), in_raw as (
  select ${rawCtgovLegacyCsvRows.row_number} as row_number, ${rawCtgovLegacyCsvRows.disposition} as disposition, ${rawCtgovLegacyCsv._row_hash} as row_hash
  from ${rawCtgovLegacyCsvRows}
  join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = ${rawCtgovLegacyCsvRows.record_id}
  where ${rawCtgovLegacyCsvRows.load_id} = ${loadId}::bigint
), hashes as (
  select encode(coalesce(in_raw.row_hash, said.raw_hash), 'hex')
         || case when in_raw.row_number is null or in_raw.disposition = 'rejected' then coalesce(said.reason_code, '') else '' end as hashed
  from in_raw full join said on said.row_number = in_raw.row_number
)
update ${loads} set ${name(loads.content_hash)} = (
  select encode(sha256(convert_to(coalesce(string_agg(hashed, '' order by hashed), ''), 'UTF8')), 'hex') from hashes
)
where ${loads.load_id} = ${loadId}::bigint`;
