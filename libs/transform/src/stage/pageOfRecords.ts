import { ctgovLegacyCsv, rawCtgovLegacyCsv } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { pendingRecords } from "./pendingRecords.ts";

/**
 * Selects the pending records that follow a record, in their order: record, load, trial, row and line, then the columns of the source.
 *
 * Both tables are told where to begin, so that either can lead the other.
 *
 * Reads    pending_records, raw.ctgov_legacy_csv
 */
export const pageOfRecords = (lastRecord: number, size: number): SQL => {
  const cells = ctgovLegacyCsv.columnNames.map((name) => sql`${rawCtgovLegacyCsv[name]}`);
  return sql`select ${pendingRecords.record_id}, ${pendingRecords.load_id}, ${pendingRecords.nct_id},
  ${pendingRecords.row_number}, ${pendingRecords.line_number}, ${sql.join(cells, sql`, `)}
from ${pendingRecords}
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = ${pendingRecords.record_id}
where ${pendingRecords.record_id} > ${lastRecord} and ${rawCtgovLegacyCsv._record_id} > ${lastRecord}
order by ${pendingRecords.record_id}
limit ${size}`;
};

const lineFeed = 0x0a;

/** Reads the number of a page's last record. */
export const lastRecordOf = (page: Uint8Array): number => {
  const begin = page.lastIndexOf(lineFeed, page.length - 2) + 1;
  return Number(
    Buffer.from(page.subarray(begin, begin + 20))
      .toString("latin1")
      .split("\t", 1)[0],
  );
};
