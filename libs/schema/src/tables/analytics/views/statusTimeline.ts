import { sql } from "drizzle-orm";
import { bigint, boolean, integer, text, timestamp } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { overallStatuses } from "../overallStatuses.ts";
import { trialRecords } from "../trialRecords.ts";
import { trialVersions } from "../trialVersions.ts";

/**
 * Tells through which statuses each trial went. Grain: one row per trial and period with one status; a period in which the trial was
 * not in the registry's export has a NULL status.
 *
 * Times are those of the snapshots, so a status is seen up to one snapshot late. `days_in_status` counts whole days, up to the
 * newest publication for the last period. `is_backward_move`: the status before stands later in the order of a trial's life
 * (`analytics.overall_statuses.sort_order`), for example from completed to recruiting.
 */
export const statusTimeline = analytics
  .view("status_timeline", {
    nct_id: text(),
    period_number: bigint({ mode: "number" }),
    overall_status: text(),
    previous_status: text(),
    valid_from: timestamp({ withTimezone: true }),
    valid_to: timestamp({ withTimezone: true }),
    days_in_status: integer(),
    is_backward_move: boolean(),
  })
  .as(sql`
with seen as (
  select ${trialVersions.nct_id} as nct_id, ${trialVersions.version_number} as version_number, ${trialVersions.valid_from} as valid_from,
         ${trialVersions.valid_to} as valid_to,
         case when ${trialVersions.event} <> 'vanished' then ${trialRecords.overall_status} end as overall_status
  from ${trialVersions}
  join ${trialRecords} on ${trialRecords._record_id} = ${trialVersions._record_id}
), marked as (
  select seen.*,
         case when version_number = 1 or overall_status is distinct from lag(overall_status) over trial then 1 else 0 end as is_new
  from seen
  window trial as (partition by nct_id order by version_number)
), numbered as (
  select marked.*, sum(is_new) over (partition by nct_id order by version_number) as period_number from marked
), periods as (
  select nct_id, period_number, min(overall_status) as overall_status, min(valid_from) as valid_from,
         case when bool_or(valid_to is null) then null else max(valid_to) end as valid_to
  from numbered group by nct_id, period_number
), ordered as (
  select periods.*, lag(overall_status) over (partition by nct_id order by period_number) as previous_status from periods
)
select ordered.nct_id, ordered.period_number, ordered.overall_status, ordered.previous_status, ordered.valid_from, ordered.valid_to,
       extract(day from coalesce(ordered.valid_to, (select max(${trialVersions.valid_from}) from ${trialVersions})) - ordered.valid_from)::int as days_in_status,
       coalesce(before.sort_order > now.sort_order, false) as is_backward_move
from ordered
left join ${overallStatuses} as now on now.overall_status = ordered.overall_status
left join ${overallStatuses} as before on before.overall_status = ordered.previous_status`);
