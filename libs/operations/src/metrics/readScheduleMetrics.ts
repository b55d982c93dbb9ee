import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleStates } from "@trialflow/schema";
import { isNotNull } from "drizzle-orm";
import { Clock, Duration, Effect } from "effect";
import { countSchedulerConnections } from "../fires/countSchedulerConnections.ts";
import { nextTickOf } from "../schedules/cronOf.ts";
import type { Schedule } from "../schedules/Schedule.ts";
import { readAlertCounts } from "./readAlertCounts.ts";
import { readFireCounts } from "./readFireCounts.ts";
import { readTurns } from "./readTurns.ts";
import type { ConfiguredSchedule, ScheduleMetrics } from "./ScheduleMetrics.ts";

const seconds = (duration: Duration.Duration | null): number | null =>
  duration === null ? null : Duration.toSeconds(duration);

/**
 * Reads how the schedules, their fires, the alerts and the schedulers' queue stand, in the schedulers' own database.
 *
 * Reads    ops.schedule_fires, ops.schedule_states, ops.alerts, as `auditor`, in one read-only transaction; then engine.turn_queue, on which auditors have no
 *          right, as the login itself
 */
export const readScheduleMetrics = (
  schedules: ReadonlyArray<Schedule>,
): Effect.Effect<ScheduleMetrics, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const now = (yield* Clock.currentTimeMillis) / 1000;
    const ledger = yield* database.transaction(
      { operation: "metrics.schedules", role: "auditor", isReadOnly: true },
      Effect.gen(function* () {
        const paused = yield* database.query("metrics.paused", (db) =>
          db
            .select({ schedule: scheduleStates.schedule })
            .from(scheduleStates)
            .where(isNotNull(scheduleStates.paused_at)),
        );
        const isPaused = new Set(paused.map(({ schedule }) => schedule));
        return {
          schedules: schedules.map((schedule): ConfiguredSchedule => {
            const { name, source, isEnabled, sla } = schedule;
            return {
              schedule: name,
              source,
              isEnabled,
              isPaused: isPaused.has(name),
              nextTickAt: isEnabled ? nextTickOf(schedule, new Date(now * 1000)).getTime() / 1000 : null,
              freshnessSeconds: seconds(sla.freshness),
              durationSeconds: seconds(sla.duration),
            };
          }),
          fires: yield* readFireCounts(now),
          ...(yield* readAlertCounts(now)),
          schedulerSessions: yield* countSchedulerConnections,
        };
      }),
    );
    return { ...ledger, turns: yield* readTurns };
  });
