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
  readonly contentHash: string;
}

const hash = sql`coalesce(${incoming.row_hash}, ${incoming.raw_hash})`;
const reason = sql`coalesce(${incoming.reject_reason}, '')`;

/**
 * Counts the decisions and computes the load's content hash, which depends on the rows' order only where the first of several
 * contradicting rows counts: why a row is rejected is part of it. It is the SHA-256 of the rows' hashes in hexadecimal digits, each
 * followed by its reason, in their order.
 *
 * Reads    incoming
 */
export const countRows = () => sql<RowCounts>`
select count(*)::int as read,
       (count(*) filter (where ${incoming.disposition} = 'new'))::int as new,
       (count(*) filter (where ${incoming.disposition} = 'changed'))::int as changed,
       (count(*) filter (where ${incoming.disposition} = 'unchanged'))::int as unchanged,
       (count(*) filter (where ${incoming.disposition} = 'duplicate'))::int as duplicate,
       (count(*) filter (where ${incoming.disposition} = 'rejected'))::int as rejected,
       encode(sha256(convert_to(coalesce(string_agg(encode(${hash}, 'hex') || ${reason}, '' order by ${hash}, ${reason} collate "C"), ''), 'UTF8')), 'hex')
         as "contentHash"
from ${incoming}`;
