import { Database, type DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { scheduleStates } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { OperationsError } from "../errors.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";
import { type Pause, readPauses } from "./readPauses.ts";
import { recordAct } from "./recordAct.ts";

/**
 * Pauses a schedule, on all schedulers: its ticks are recorded as skipped, and what waits does not begin. A fire under way goes on.
 *
 * Gives the pause that stands: one that was there before stays, with its reason.
 *
 * Writes      ops.schedule_states, ops.audit_log
 * Errors      {@link OperationsError} `ReasonMissing`
 * Idempotent  yes
 */
export const pauseSchedule = (
  schedule: string,
  reason: string,
): Effect.Effect<Pause & { readonly isNew: boolean }, DatabaseError | OperationsError, Database | Program> => {
  const operation = "schedules.pause";
  const words = reason.trim();
  if (words === "") {
    return Effect.fail(
      new OperationsError({
        operation,
        reason: "ReasonMissing",
        message: 'A pause needs a reason that others can read later; nothing was done. Add --reason "TEXT".',
        isRetryable: false,
      }),
    );
  }
  return ledgerTransaction(
    operation,
    `schedule/${schedule}`,
    Effect.gen(function* () {
      const standing = (yield* readPauses).get(schedule);
      if (standing !== undefined) return { ...standing, isNew: false };
      const database = yield* Database;
      const { osUser } = yield* Program;
      const pausedAt = new Date(yield* Clock.currentTimeMillis);
      const row = { schedule, paused_at: pausedAt, paused_by: osUser, pause_reason: words };
      yield* database.query(operation, (db) =>
        db.insert(scheduleStates).values(row).onConflictDoUpdate({ target: scheduleStates.schedule, set: row }),
      );
      yield* recordAct({ act: "schedule_pause", subject: schedule, reason: words, details: {} });
      return { schedule, pausedAt, pausedBy: osUser, reason: words, isNew: true };
    }),
  );
};

/**
 * Ends the pause of a schedule: the pause that it had, or null when it had none.
 *
 * Writes      ops.schedule_states, ops.audit_log
 * Idempotent  yes
 */
export const resumeSchedule = (schedule: string): Effect.Effect<Pause | null, DatabaseError, Database | Program> => {
  const operation = "schedules.resume";
  return ledgerTransaction(
    operation,
    `schedule/${schedule}`,
    Effect.gen(function* () {
      const standing = (yield* readPauses).get(schedule);
      if (standing === undefined) return null;
      const database = yield* Database;
      yield* database.query(operation, (db) =>
        db
          .update(scheduleStates)
          .set({ paused_at: null, paused_by: null, pause_reason: null })
          .where(eq(scheduleStates.schedule, schedule)),
      );
      yield* recordAct({
        act: "schedule_resume",
        subject: schedule,
        reason: null,
        details: { paused_at: standing.pausedAt.toISOString(), paused_by: standing.pausedBy, because: standing.reason },
      });
      return standing;
    }),
  );
};
