import { sql } from "drizzle-orm";
import { incoming } from "./incoming.ts";

/** What a file has. Each of its rows is counted once. */
export interface RowCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly duplicate: number;
  readonly rejected: number;
}

/**
 * Counts the decisions.
 *
 * Reads    incoming
 */
export const countRows = () => sql<RowCounts>`
select count(*)::int as read,
       (count(*) filter (where ${incoming.disposition} = 'new'))::int as new,
       (count(*) filter (where ${incoming.disposition} = 'changed'))::int as changed,
       (count(*) filter (where ${incoming.disposition} = 'unchanged'))::int as unchanged,
       (count(*) filter (where ${incoming.disposition} = 'duplicate'))::int as duplicate,
       (count(*) filter (where ${incoming.disposition} = 'rejected'))::int as rejected
from ${incoming}`;
