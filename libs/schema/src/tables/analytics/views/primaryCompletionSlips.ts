import { sql } from "drizzle-orm";
import { bigint, date, integer, text } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { trialChanges } from "../trialChanges.ts";

/**
 * Tells whose primary completion moved, by how much and how often. Grain: one row per trial whose primary completion date changed.
 *
 * Days are counted between first days of the periods that the source names; positive is later than first seen.
 */
export const primaryCompletionSlips = analytics
  .view("primary_completion_slips", {
    nct_id: text(),
    move_count: bigint({ mode: "number" }),
    first_date: date(),
    last_date: date(),
    slipped_days: integer(),
  })
  .as(sql`
select nct_id, move_count, first_date, last_date, last_date - first_date as slipped_days
from (
  select ${trialChanges.nct_id} as nct_id, count(*) as move_count,
         (array_agg(${trialChanges.old_value}::date order by ${trialChanges.version_number}))[1] as first_date,
         (array_agg(${trialChanges.new_value}::date order by ${trialChanges.version_number} desc))[1] as last_date
  from ${trialChanges}
  where ${trialChanges.field} = 'primary_completion_date'
  group by ${trialChanges.nct_id}
) moved`);
