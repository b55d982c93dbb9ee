import { type LoadExtent, loadContent } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { incoming } from "./landing.ts";

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

const hashed = sql`${incoming.content_hash} || coalesce(${incoming.reject_reason}, '')`;

/**
 * Counts the decisions and computes the load's content hash, which depends on the rows' order only where the first of several
 * contradicting rows counts: why a row is rejected is part of it.
 *
 * Reads    incoming; the content of the load `previousLoadId`
 */
export const countRows = (previousLoadId: number | null, extent: LoadExtent) => sql<RowCounts>`
select count(*)::int as read,
       (count(*) filter (where ${incoming.disposition} = 'new'))::int as new,
       (count(*) filter (where ${incoming.disposition} = 'changed'))::int as changed,
       (count(*) filter (where ${incoming.disposition} = 'unchanged'))::int as unchanged,
       (count(*) filter (where ${incoming.disposition} = 'duplicate'))::int as duplicate,
       (count(*) filter (where ${incoming.disposition} = 'rejected'))::int as rejected,
       (select count(*)::int
        from (${loadContent(previousLoadId)}) content
        where ${extent} = 'snapshot' and not exists (select from ${incoming} now where now.nct_number = content.nct_id)) as vanished,
       encode(sha256(convert_to(coalesce(string_agg(${hashed}, '' order by ${hashed}), ''), 'UTF8')), 'hex') as "contentHash"
from ${incoming}`;
