import { sql } from "drizzle-orm";
import { landing } from "../land/landing.ts";
import { noHash } from "../land/landingRow.ts";
import { incoming } from "./incoming.ts";

const isUnread = sql`${landing._row_hash} = ${sql.raw(`'${noHash}'::bytea`)}`;

/**
 * Takes down what each landed row was judged to be by itself. A row whose NCT number is not one cannot be told from others and is rejected.
 *
 * Reads    landing
 * Writes   incoming, one row per landed row
 */
export const decideRows = () => sql`
create temporary table ${incoming} on commit drop as
select ${landing._row_number} as row_number, ${landing._line_number} as line_number, ${landing.nct_number},
       case when not ${isUnread} then ${landing._row_hash} end as row_hash,
       case when ${isUnread} then sha256(coalesce(${landing.raw_bytes}, convert_to(${landing.raw_text}, 'UTF8'))) end as raw_hash,
       ${landing._record_id} as record_id, ${landing.disposition} = 'unchanged' as is_stored, ${landing.disposition}, ${landing.is_repeated},
       case when ${landing.disposition} = 'rejected' then coalesce(${landing.reject_reason}, 'invalid_nct_id') end as reject_reason,
       ${landing.rank}
from ${landing}`;
