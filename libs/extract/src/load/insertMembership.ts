import { insertSelect } from "@trialflow/database";
import { sql } from "drizzle-orm";
import type { RowTable } from "./blocks.ts";
import { incoming } from "./incoming.ts";

/**
 * Records which version stood in which row of the file, for the rows that were decided about together.
 *
 * Reads    incoming
 * Writes   raw.ctgov_legacy_csv_rows, or what becomes its partition, one row per landed row that the reader could take
 */
export const insertMembership = (loadId: number, into: RowTable) =>
  insertSelect(
    into,
    {
      load_id: sql`${loadId}::bigint`,
      row_number: incoming.row_number,
      line_number: incoming.line_number,
      record_id: incoming.record_id,
      disposition: incoming.disposition,
      rank: incoming.rank,
    },
    sql`from ${incoming} where ${incoming.row_hash} is not null order by ${incoming.row_number}`,
  );
