import { Effect, Redacted, type Scope } from "effect";
import postgres from "postgres";
import { classify } from "./classify.ts";
import { Database } from "./Database.ts";
import { driverOptions } from "./driverOptions.ts";
import { DatabaseError } from "./errors.ts";

/**
 * Holds a named lock for the scope's life, on a connection of its own; fails at once when another session holds it.
 *
 * The lock ends with the connection: a killed process leaves none behind.
 * Errors   {@link DatabaseError} with reason `LockHeld` (not retried: the caller decides)
 */
export const advisoryLock = (name: string): Effect.Effect<void, DatabaseError, Database | Scope.Scope> =>
  Effect.gen(function* () {
    const { url } = yield* Database;
    const options = yield* driverOptions(url);
    const client = yield* Effect.acquireRelease(
      Effect.sync(() => postgres(Redacted.value(url), { ...options, max: 1 })),
      (open) => Effect.promise(() => open.end({ timeout: 2 }).catch(() => {})),
    );
    const isHeld = yield* Effect.tryPromise({
      try: async () => {
        const [row] = await client<[{ locked: boolean }]>`
          select pg_try_advisory_lock(hashtext(${`trialflow.${name}`})) as locked`;
        return row.locked;
      },
      catch: classify("database.lock"),
    });
    if (!isHeld) {
      return yield* Effect.fail(
        new DatabaseError({
          operation: "database.lock",
          reason: "LockHeld",
          sqlState: null,
          detail: `another process holds the lock "${name}"`,
          remedy: "Wait until it has ended; `trialflow status` shows it.",
          isRetryable: false,
        }),
      );
    }
  });
