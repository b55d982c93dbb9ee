import { sql } from "drizzle-orm";
import { date, integer, text, timestamp } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { trialChanges } from "../trialChanges.ts";
import { trialRecords } from "../trialRecords.ts";
import { trialVersions } from "../trialVersions.ts";

/**
 * Tells which outcome measures were added or removed after the trial had started. Grain: one row per trial, version and measure.
 *
 * The start is the one that the changed version names; a start date without a day counts from its first day.
 */
export const outcomeChangesAfterStart = analytics
  .view("outcome_changes_after_start", {
    nct_id: text(),
    version_number: integer(),
    snapshot_at: timestamp({ withTimezone: true }),
    start_date: date(),
    days_after_start: integer(),
    kind: text(),
    measure: text(),
  })
  .as(sql`
select ${trialChanges.nct_id} as nct_id, ${trialChanges.version_number} as version_number, ${trialChanges.snapshot_at} as snapshot_at,
       ${trialRecords.start_date} as start_date,
       (${trialChanges.snapshot_at} at time zone 'UTC')::date - ${trialRecords.start_date} as days_after_start,
       ${trialChanges.kind} as kind, coalesce(${trialChanges.new_value}, ${trialChanges.old_value}) as measure
from ${trialChanges}
join ${trialVersions} on ${trialVersions.nct_id} = ${trialChanges.nct_id} and ${trialVersions.version_number} = ${trialChanges.version_number}
join ${trialRecords} on ${trialRecords._record_id} = ${trialVersions._record_id}
where ${trialChanges.field} = 'outcomes' and ${trialChanges.kind} in ('added', 'removed')
  and ${trialRecords.start_date} < (${trialChanges.snapshot_at} at time zone 'UTC')::date`);
