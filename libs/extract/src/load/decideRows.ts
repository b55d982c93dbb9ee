import { ctgovLegacyCsv, loadContent, rawCtgovLegacyCsv } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { incoming, landing } from "./landing.ts";

/** A row's content: all cells that say something about the record, as an array literal, which no cell's text can imitate. */
const content = sql`array[${sql.join(
  ctgovLegacyCsv.columnNames
    .filter((name) => !ctgovLegacyCsv.columns[name].isVolatile)
    .map((name) => sql`${landing[name]}`),
  sql`, `,
)}]::text`;

/**
 * Decides about every landed row what it is, compared with the source's loaded content.
 *
 * A row whose NCT number is not one cannot be told from others and is rejected. Of rows with the same NCT number the first
 * counts; a later equal one is a duplicate, a later different one is rejected as `conflicting_duplicate`: which of them is
 * right is not for a program to guess.
 *
 * Reads    landing; the content of the load `previousLoadId` (null: there is none)
 * Writes   incoming, one row per landed row
 */
export const decideRows = (previousLoadId: number | null) => sql`
create temporary table ${incoming} on commit drop as
with hashed as (
  select ${landing.row_number}, ${landing.line_number}, ${landing.nct_number}, ${landing.reject_reason}, ${landing.raw_text}, ${landing.raw_bytes},
         case when ${landing.reject_reason} is null then sha256(convert_to(${content}, 'UTF8')) end as row_hash
  from ${landing}
), identified as (
  select *, coalesce(nct_number ~ '^NCT[0-9]{8}$', false) as has_identity from hashed
), ranked as (
  select *,
         row_number() over same_trial as occurrence,
         first_value(row_hash) over same_trial as first_hash
  from identified
  window same_trial as (partition by case when has_identity then nct_number else row_number::text end order by row_number)
), previous as (
  select content.nct_id as nct_number, ${rawCtgovLegacyCsv._row_hash} as row_hash
  from (${loadContent(previousLoadId)}) content
  join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = content.record_id
)
select ranked.row_number, ranked.line_number, ranked.nct_number, ranked.row_hash,
       encode(coalesce(ranked.row_hash, sha256(coalesce(ranked.raw_bytes, convert_to(ranked.raw_text, 'UTF8')))), 'hex')::char(64) as content_hash,
       case when ranked.reject_reason is not null or not ranked.has_identity then 'rejected'
            when ranked.occurrence > 1 and ranked.row_hash = ranked.first_hash then 'duplicate'
            when ranked.occurrence > 1 then 'rejected'
            when previous.nct_number is null then 'new'
            when previous.row_hash = ranked.row_hash then 'unchanged'
            else 'changed' end as disposition,
       case when ranked.reject_reason is not null then ranked.reject_reason
            when not ranked.has_identity then 'invalid_nct_id'
            when ranked.occurrence > 1 and ranked.row_hash <> ranked.first_hash then 'conflicting_duplicate' end as reject_reason
from ranked
left join previous on ranked.has_identity and previous.nct_number = ranked.nct_number`;
