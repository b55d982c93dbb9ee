import { sql } from "drizzle-orm";
import { doublePrecision, integer, text, timestamp } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { trialChanges } from "../trialChanges.ts";

/** Tells when a trial's enrollment changed. Grain: one row per trial and change. `ratio` is new over old, NULL from or to nothing. */
export const enrollmentChanges = analytics
  .view("enrollment_changes", {
    nct_id: text(),
    version_number: integer(),
    snapshot_at: timestamp({ withTimezone: true }),
    old_enrollment: integer(),
    new_enrollment: integer(),
    ratio: doublePrecision(),
  })
  .as(sql`
select ${trialChanges.nct_id} as nct_id, ${trialChanges.version_number} as version_number, ${trialChanges.snapshot_at} as snapshot_at,
       ${trialChanges.old_value}::int as old_enrollment, ${trialChanges.new_value}::int as new_enrollment,
       ${trialChanges.new_value}::float8 / nullif(${trialChanges.old_value}::float8, 0) as ratio
from ${trialChanges}
where ${trialChanges.field} = 'enrollment'`);
