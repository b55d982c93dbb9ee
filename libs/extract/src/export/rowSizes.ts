import { ctgovLegacyCsv, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
import { sql } from "drizzle-orm";

/** The size of a row of a file, without its delimiters. */
export interface RowSize extends Record<string, unknown> {
  readonly rowNumber: number;
  readonly bytes: number;
}

const cellBytes = sql.join(
  ctgovLegacyCsv.columnNames.map((name) => sql`coalesce(octet_length(${rawCtgovLegacyCsv[name]}), 0)`),
  sql` + `,
);

/**
 * Selects the sizes of the rows `first` to `last` of a file, in its order. Reads no cell: the server knows their lengths.
 *
 * Reads    raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv; ops.rejects of scope `file_row`
 */
export const rowSizes = (loadId: number, first: number, last: number) => sql<RowSize>`
select ${rawCtgovLegacyCsvRows.row_number}::float8 as "rowNumber", (${cellBytes})::float8 as bytes
from ${rawCtgovLegacyCsvRows}
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = ${rawCtgovLegacyCsvRows.record_id}
where ${rawCtgovLegacyCsvRows.load_id} = ${loadId} and ${rawCtgovLegacyCsvRows.row_number} between ${first} and ${last}
union all
select ${rejects.row_number}::float8, (octet_length(${rejects.raw_text}) + coalesce(octet_length(${rejects.raw_bytes}), 0))::float8
from ${rejects}
where ${rejects.load_id} = ${loadId} and ${rejects.scope} = 'file_row' and ${rejects.row_number} between ${first} and ${last}
order by 1`;
