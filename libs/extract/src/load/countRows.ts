import type { LoadExtent } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { incoming } from "./incoming.ts";
import { previousContent } from "./previousContent.ts";

/** What a load found. Each row of the file is counted once; `vanished` counts trials that a snapshot lacks and the load before has. */
export interface RowCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly vanished: number;
  readonly contentHash: string;
}

const hash = sql`coalesce(${incoming.row_hash}, ${incoming.raw_hash})`;
const reason = sql`coalesce(${incoming.reject_reason}, '')`;

/**
 * Counts the decisions and computes the load's content hash, which depends on the rows' order only where the first of several
 * contradicting rows counts: why a row is rejected is part of it. It is the SHA-256 of the rows' hashes in hexadecimal digits, each
 * followed by its reason, in their order.
 *
 * Reads    incoming, previous_content
 */
export const countRows = (extent: LoadExtent) => sql<RowCounts>`
select count(*)::int as read,
       (count(*) filter (where ${incoming.disposition} = 'new'))::int as new,
       (count(*) filter (where ${incoming.disposition} = 'changed'))::int as changed,
       (count(*) filter (where ${incoming.disposition} = 'unchanged'))::int as unchanged,
       (count(*) filter (where ${incoming.disposition} = 'duplicate'))::int as duplicate,
       (count(*) filter (where ${incoming.disposition} = 'rejected'))::int as rejected,
       (select count(*)::int
        from ${previousContent}
        where ${extent} = 'snapshot' and not exists (select from ${incoming} now where now.nct_number = ${previousContent.nct_number})) as vanished,
       encode(sha256(convert_to(coalesce(string_agg(encode(${hash}, 'hex') || ${reason}, '' order by ${hash}, ${reason} collate "C"), ''), 'UTF8')), 'hex')
         as "contentHash"
from ${incoming}`;
