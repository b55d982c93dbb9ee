import { sql } from "drizzle-orm";
import { landing } from "../land/landing.ts";
import { incoming } from "./incoming.ts";
import { previousContent } from "./previousContent.ts";

/**
 * Decides about every landed row what it is, compared with the previous content.
 *
 * A row whose NCT number is not one cannot be told from others and is rejected. Of rows with the same NCT number the first
 * counts; a later equal one is a duplicate, a later different one is rejected as `conflicting_duplicate`: which of them is
 * right is not for a program to guess.
 *
 * Reads    landing, previous_content
 * Writes   incoming, one row per landed row
 */
export const decideRows = () => sql`
create temporary table ${incoming} on commit drop as
with repeated as (
  select ${landing._row_number} as row_number,
         row_number() over same_trial as occurrence,
         first_value(${landing._row_hash}) over same_trial as first_hash
  from ${landing}
  where ${landing.has_identity}
    and ${landing.nct_number} in (select again.nct_number from ${landing} again where again.is_repeated)
  window same_trial as (partition by ${landing.nct_number} order by ${landing._row_number})
)
select ${landing._row_number} as row_number, ${landing._line_number} as line_number, ${landing.nct_number},
       ${landing._row_hash} as row_hash,
       case when ${landing._row_hash} is null then sha256(coalesce(${landing.raw_bytes}, convert_to(${landing.raw_text}, 'UTF8'))) end as raw_hash,
       ${landing._record_id} as record_id, ${landing.is_known} as is_stored,
       case when not ${landing.has_identity} then 'rejected'
            when repeated.occurrence > 1 and ${landing._row_hash} = repeated.first_hash then 'duplicate'
            when repeated.occurrence > 1 then 'rejected'
            when ${landing.is_known} or ${previousContent.row_hash} = ${landing._row_hash} then 'unchanged'
            when ${previousContent.nct_number} is null then 'new'
            else 'changed' end as disposition,
       case when ${landing.reject_reason} is not null then ${landing.reject_reason}
            when not ${landing.has_identity} then 'invalid_nct_id'
            when repeated.occurrence > 1 and ${landing._row_hash} <> repeated.first_hash then 'conflicting_duplicate' end as reject_reason,
       ${landing.rank}
from ${landing}
left join repeated on repeated.row_number = ${landing._row_number}
left join ${previousContent}
  on not ${landing.is_known} and ${landing.has_identity} and ${previousContent.nct_number} = ${landing.nct_number}`;
