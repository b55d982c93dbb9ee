import { Database, type DatabaseError } from "@trialflow/database";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import type { SQL } from "drizzle-orm";
import { Effect, Exit, ManagedRuntime } from "effect";

/** A database of a test file's own, and ways to change it for good or for one test. */
export interface Stage {
  readonly database: TestDatabase;
  /** Runs an effect outside of any transaction. */
  readonly run: <A, E>(effect: Effect.Effect<A, E, Database>) => Promise<A>;
  /** Runs an effect after some statements, in one transaction that is rolled back. */
  readonly rehearse: <A, E>(statements: ReadonlyArray<SQL>, effect: Effect.Effect<A, E, Database>) => Promise<A>;
  readonly close: () => Promise<void>;
}

/** Executes statements in the current transaction. */
export const executeAll = (statements: ReadonlyArray<SQL>): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.forEach(statements, (statement) => database.query("test", (db) => db.execute(statement)), { discard: true }),
  );

export const openStage = async (): Promise<Stage> => {
  const database = await createTestDatabase();
  const runtime = ManagedRuntime.make(database.layer);
  return {
    database,
    run: (effect) => runtime.runPromise(effect),
    rehearse: (statements, effect) =>
      runtime.runPromise(
        Effect.gen(function* () {
          const { transaction } = yield* Database;
          const body = executeAll(statements).pipe(Effect.andThen(effect), Effect.exit, Effect.flatMap(Effect.fail));
          const exit = yield* Effect.flip(transaction({ operation: "test" }, body));
          if (!Exit.isExit(exit)) return yield* exit;
          return yield* exit;
        }),
      ),
    close: () => runtime.dispose(),
  };
};
