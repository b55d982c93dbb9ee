import { loads, rawCtgovLegacyCsvRows } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { balance } from "../checks/balance.ts";
import { rowsOfLoad } from "./rowsOfLoad.ts";

/** Asserts that each row of the file that was loaded stands where a row can stand, once: in raw, or in the quarantine as one that could not be read. */
export const rowsAreAccountedFor = balance({
  name: "every_row_of_the_load_is_accounted_for",
  severity: "error",
  description:
    "Each row that the load read is found once: as a row of raw, which has a reject exactly if it was rejected, or as a reject of a row that could not be read.",
  table: rawCtgovLegacyCsvRows,
  keys: ["load_id", "row_number"],
  tally: (loadId) => sql`
select ${loadId}::bigint as load_id, row_number, (was_read.row_number is not null)::int as expected,
       coalesce(stands.unread_rejects + case when stands.disposition = 'rejected' then stands.record_rejects
                                             when stands.disposition is not null then 1 + stands.record_rejects
                                             else 0 end, 0) as found,
       stands.disposition, coalesce(stands.unread_rejects + stands.record_rejects, 0) as rejects
from (
  select generate_series(1, ${loads.rows_read}) as row_number from ${loads} where ${loads.load_id} = ${loadId}::bigint
) as was_read
full join (${rowsOfLoad(loadId)}) as stands using (row_number)`,
});
