import type { Fire, Schedule } from "@trialflow/operations";
import { Duration } from "effect";
import type { CarriedRun } from "../engine/payloads.ts";

/** Says what a fire of a schedule asks for. The run has the number of the fire. */
export const payloadOf = (fire: Fire, schedule: Schedule): CarriedRun => ({
  runId: fire.fireId,
  resumedCount: fire.resumedCount,
  schedule: schedule.name,
  source: schedule.source,
  database: schedule.database,
  files: schedule.files,
  extent: schedule.extent,
  isInsertedIntoPast: schedule.isInsertedIntoPast,
  scheduledAt: fire.scheduledAt.toISOString(),
  retry: {
    attempts: schedule.retry.attempts,
    firstDelayMs: Duration.toMillis(schedule.retry.firstDelay),
    maxDelayMs: Duration.toMillis(schedule.retry.maxDelay),
  },
});
