import { rejectStates as rejects, rawCtgovLegacyCsvRows as rows } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";

/**
 * Selects where the rows of a load's file stand. Grain: one row per row of the file. Shape: `row_number`; `disposition`, NULL for a row
 * that is not in raw; `unread_rejects` and `record_rejects`, how many standing rejects say that the reader could not take the row, and that
 * the row is no record to count.
 *
 * A reject that was read anew does not stand any more: its row is in raw now, or a newer reject stands in its place. A waived one stands.
 *
 * Reads   raw.ctgov_legacy_csv_rows, ops.reject_states
 */
export const rowsOfLoad = (loadId: number): SQL => sql`
select row_number, in_raw.disposition, coalesce(set_aside.unread_rejects, 0) as unread_rejects, coalesce(set_aside.record_rejects, 0) as record_rejects
from (
  select ${rows.row_number} as row_number, ${rows.disposition} as disposition from ${rows} where ${rows.load_id} = ${loadId}::bigint
) as in_raw
full join (
  select ${rejects.row_number} as row_number, count(*) filter (where ${rejects.scope} = 'file_row') as unread_rejects,
         count(*) filter (where ${rejects.scope} = 'record') as record_rejects
  from ${rejects}
  where ${rejects.load_id} = ${loadId}::bigint and ${rejects.scope} <> 'field' and ${rejects.field} is null and ${rejects.state} in ('open', 'waived')
  group by ${rejects.row_number}
) as set_aside using (row_number)`;
