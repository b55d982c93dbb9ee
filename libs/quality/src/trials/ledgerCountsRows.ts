import { loads } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { balance } from "../checks/balance.ts";
import { rowsOfLoad } from "./rowsOfLoad.ts";

const isUnread = sql`disposition is null and unread_rejects > 0`;

/** The ledger's counts, and of which rows each is. */
const figures: ReadonlyArray<readonly [AnyPgColumn, SQL]> = [
  [loads.rows_read, sql`disposition is not null or ${isUnread}`],
  [loads.rows_new, sql`disposition = 'new'`],
  [loads.rows_changed, sql`disposition = 'changed'`],
  [loads.rows_unchanged, sql`disposition = 'unchanged'`],
  [loads.rows_duplicate, sql`disposition = 'duplicate'`],
  [loads.rows_rejected, sql`disposition = 'rejected' or ${isUnread}`],
];

const comma = sql`, `;

/** Asserts that the ledger's counts of a load are those that a recount of its rows gives. */
export const ledgerCountsRows = balance({
  name: "ledger_counts_what_the_load_has",
  severity: "error",
  description:
    "What the ledger says of the load (expected) is what its rows and rejects give (found): read, new, changed, unchanged, duplicate, rejected.",
  table: loads,
  keys: ["load_id", "count"],
  tally: (loadId) => sql`
select ${loads.load_id} as load_id, figures.count, figures.found, figures.expected
from ${loads}
cross join (
  select ${sql.join(
    figures.map(([{ name }, rows]) => sql`count(*) filter (where ${rows}) as ${sql.identifier(name)}`),
    comma,
  )}
  from (${rowsOfLoad(loadId)}) as stands
) as recounted
cross join lateral (values ${sql.join(
    figures.map(([column]) => sql`(${column.name}::text, recounted.${sql.identifier(column.name)}, ${column})`),
    comma,
  )}) as figures (count, found, expected)
where ${loads.load_id} = ${loadId}::bigint`,
});
