import { loads } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { balance } from "../checks/balance.ts";
import { rowsOfLoad } from "./rowsOfLoad.ts";

const having = (disposition: string) => sql`(select count(*) from stands where disposition = ${disposition})`;

const isUnread = sql`disposition is null and unread_rejects > 0`;

const figure = (column: AnyPgColumn, found: ReturnType<typeof sql>) => sql`(${column.name}::text, ${found}, ${column})`;

/** Asserts that the ledger's counts of a load are those that a recount of its rows gives. */
export const ledgerCountsRows = balance({
  name: "ledger_counts_what_the_load_has",
  severity: "error",
  description:
    "What the ledger says of the load (expected) is what its rows and rejects give (found): read, new, changed, unchanged, duplicate, rejected.",
  table: loads,
  keys: ["load_id", "count"],
  tally: (loadId) => sql`
with stands as materialized (${rowsOfLoad(loadId)})
select ${loads.load_id} as load_id, figures.count, figures.found, figures.expected
from ${loads}
cross join lateral (values
  ${figure(loads.rows_read, sql`(select count(*) from stands where disposition is not null or ${isUnread})`)},
  ${figure(loads.rows_new, having("new"))},
  ${figure(loads.rows_changed, having("changed"))},
  ${figure(loads.rows_unchanged, having("unchanged"))},
  ${figure(loads.rows_duplicate, having("duplicate"))},
  ${figure(loads.rows_rejected, sql`(select count(*) from stands where disposition = 'rejected' or ${isUnread})`)}
) as figures (count, found, expected)
where ${loads.load_id} = ${loadId}::bigint`,
});
