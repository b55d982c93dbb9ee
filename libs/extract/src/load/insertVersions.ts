import { insertSelect } from "@trialflow/database";
import { ctgovLegacyCsv, rawCtgovLegacyCsv } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { incoming, landing } from "./landing.ts";

const cells = Object.fromEntries(ctgovLegacyCsv.columnNames.map((name) => [name, sql`${landing[name]}`])) as {
  [K in keyof typeof ctgovLegacyCsv.columns]: SQL;
};

/**
 * Stores the record versions that raw does not have yet. Ids continue without gaps, so a repeated load gives the same ones.
 *
 * Reads    incoming, landing
 * Writes   raw.ctgov_legacy_csv, one row per distinct new version
 */
export const insertVersions = (loadId: number, extractedAt: Date) =>
  insertSelect(
    rawCtgovLegacyCsv,
    {
      _record_id: sql`(select coalesce(max(${rawCtgovLegacyCsv._record_id}), 0) from ${rawCtgovLegacyCsv}) + row_number() over (order by first_seen.row_number)`,
      _load_id: sql`${loadId}::bigint`,
      _row_number: sql`first_seen.row_number`,
      _line_number: sql`first_seen.line_number`,
      _row_hash: sql`first_seen.row_hash`,
      _extracted_at: sql`${extractedAt.toISOString()}::timestamptz`,
      ...cells,
    },
    sql`
from (
  select distinct on (${incoming.row_hash}) ${incoming.row_number}, ${incoming.line_number}, ${incoming.row_hash}
  from ${incoming}
  where ${incoming.row_hash} is not null and ${incoming.disposition} in ('new', 'changed', 'rejected')
  order by ${incoming.row_hash}, ${incoming.row_number}
) first_seen
join ${landing} on ${landing.row_number} = first_seen.row_number
where not exists (select from ${rawCtgovLegacyCsv} where ${rawCtgovLegacyCsv._row_hash} = first_seen.row_hash)`,
  );
