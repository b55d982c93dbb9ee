import type { Fire, Schedule } from "@trialflow/operations";
import { Duration } from "effect";
import type { RunPayload } from "../engine/payloads.ts";

/** Says what a fire of a schedule asks of the engine. The run has the number of the fire. */
export const payloadOf = (fire: Fire, schedule: Schedule): RunPayload => ({
  ref: {
    runId: fire.fireId,
    resumedCount: fire.resumedCount,
    database: schedule.database,
    retry: {
      attempts: schedule.retry.attempts,
      firstDelayMs: Duration.toMillis(schedule.retry.firstDelay),
      maxDelayMs: Duration.toMillis(schedule.retry.maxDelay),
    },
  },
  schedule: schedule.name,
  source: schedule.source,
  files: schedule.files,
  extent: schedule.extent,
  isInsertedIntoPast: schedule.isInsertedIntoPast,
  scheduledAt: fire.scheduledAt.toISOString(),
});
