import { insertSelect } from "@trialflow/database";
import { rawCtgovLegacyCsv, rawCtgovLegacyCsvRows } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { incoming, landing } from "./landing.ts";

/**
 * Records which version stood in which row of the file.
 *
 * Reads    incoming, landing, raw.ctgov_legacy_csv
 * Writes   raw.ctgov_legacy_csv_rows, one row per row of the file that the reader could take
 */
export const insertMembership = (loadId: number) =>
  insertSelect(
    rawCtgovLegacyCsvRows,
    {
      load_id: sql`${loadId}::bigint`,
      row_number: incoming.row_number,
      line_number: incoming.line_number,
      record_id: rawCtgovLegacyCsv._record_id,
      disposition: incoming.disposition,
      rank: landing.rank,
    },
    sql`
from ${incoming}
join ${landing} on ${landing.row_number} = ${incoming.row_number}
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._row_hash} = ${incoming.row_hash}
order by ${incoming.row_number}`,
  );
