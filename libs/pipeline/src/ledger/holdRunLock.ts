import { advisoryLock, type Database, type DatabaseError } from "@trialflow/database";
import { Effect, type Scope } from "effect";
import { PipelineError } from "../errors.ts";
import type { Program } from "../Program.ts";
import { refuseCarriedRun } from "./carriedRuns.ts";

/**
 * Holds the lock of a run for the scope's life: one program at a time changes the warehouse, and none while the schedulers carry a run through
 * its steps.
 *
 * Errors   {@link PipelineError} `LockHeld`
 */
export const holdRunLock = (
  operation: string,
): Effect.Effect<void, DatabaseError | PipelineError, Database | Program | Scope.Scope> =>
  advisoryLock("run").pipe(
    Effect.catchIf(
      (error) => error.reason === "LockHeld",
      () =>
        Effect.fail(
          new PipelineError({
            operation,
            reason: "LockHeld",
            message: "Another run is under way on this database; nothing was done. `trialflow status` shows it.",
            isRetryable: true,
          }),
        ),
    ),
    Effect.andThen(refuseCarriedRun(operation)),
  );
