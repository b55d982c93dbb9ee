import type { Database, DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect, type Exit, Layer } from "effect";
import type postgres from "postgres";
import { type TakenTick, takeTick } from "../../src/index.ts";

/** A ledger of a test file's own, and what is done with it by somebody. */
export interface TestLedger extends TestDatabase {
  readonly run: <A, E>(effect: Effect.Effect<A, E, Database | Program>) => Promise<A>;
  readonly exit: <A, E>(effect: Effect.Effect<A, E, Database | Program>) => Promise<Exit.Exit<A, E | DatabaseError>>;
  /** Does it as another process would, with connections of its own. */
  readonly elsewhere: <A, E>(effect: Effect.Effect<A, E, Database | Program>) => Promise<A>;
  readonly sql: postgres.Sql;
  /** Forgets all fires and pauses. */
  readonly clear: () => Promise<unknown>;
}

export const program = Layer.succeed(Program, { name: "test", version: "1.2.3", osUser: "ada", host: "here" });

export const createTestLedger = async (): Promise<TestLedger> => {
  const database = await createTestDatabase();
  const layer = Layer.mergeAll(database.layer, program);
  const sql = database.connect();
  return {
    ...database,
    sql,
    run: (effect) => Effect.runPromise(effect.pipe(Effect.provide(layer))),
    exit: (effect) => Effect.runPromiseExit(effect.pipe(Effect.provide(layer))),
    elsewhere: (effect) => Effect.runPromise(effect.pipe(Effect.provide(Layer.fresh(layer)))),
    clear: () => sql`truncate ops.schedule_fires, ops.schedule_states`,
  };
};

export const nightly = { name: "nightly", source: "ctgov-covid19" };
export const weekly = { name: "weekly", source: "euctr" };

/** The tick of an hour of a day. */
export const tickAt = (hour: number, fields: Partial<TakenTick> = {}): TakenTick => ({
  schedule: nightly,
  kind: "tick",
  scheduledAt: new Date(Date.UTC(2026, 5, 1, hour)),
  status: "queued",
  reason: null,
  ...fields,
});

export const take = (hour: number, fields: Partial<TakenTick> = {}) => takeTick(tickAt(hour, fields));
