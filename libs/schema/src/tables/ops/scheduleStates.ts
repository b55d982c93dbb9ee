import { text } from "drizzle-orm/pg-core";
import { moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";

/**
 * Holds what people decided about schedules while they run. Grain: one row per schedule that was ever paused.
 *
 * What a schedule is stands in the configuration; here stands only what outlives a restart. `paused_at` is null again once it was resumed.
 */
export const scheduleStates = ops.table("schedule_states", {
  schedule: text().primaryKey(),
  paused_at: moment(),
  paused_by: text(),
  pause_reason: text(),
});
