import { advisoryLock, type Database, DatabaseError } from "@trialflow/database";
import { Effect, type Scope } from "effect";
import type { RunnerAddress } from "./engine/Runner.ts";

const lockName = "scheduler";

/**
 * Sees that schedulers that work alone and those that work together do not meet on one database: holds a lock for the scope's life, alone
 * or shared.
 *
 * Errors   {@link DatabaseError} `LockHeld`
 */
export const demandPlace = (
  address: RunnerAddress | null,
): Effect.Effect<void, DatabaseError, Database | Scope.Scope> =>
  advisoryLock(lockName, { isShared: address !== null }).pipe(
    Effect.catchIf(
      (error) => error.reason === "LockHeld",
      () =>
        Effect.fail(
          new DatabaseError({
            operation: "scheduler.start",
            reason: "LockHeld",
            sqlState: null,
            detail:
              address === null
                ? "another scheduler works on this database"
                : "a scheduler that works alone is at work on this database",
            remedy:
              "Stop it, or let all work together: give each of them a TRIALFLOW_RUNNER_HOST and a TRIALFLOW_RUNNER_PORT under which the others reach it.",
            isRetryable: true,
          }),
        ),
    ),
  );
