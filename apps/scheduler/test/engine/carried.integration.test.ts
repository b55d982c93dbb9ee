import { randomUUID } from "node:crypto";
import { Database } from "@trialflow/database";
import { readFire, requestFire } from "@trialflow/operations";
import {
  CurrentCarrier,
  countBegunStep,
  openCarriedRun,
  PipelineError,
  Program,
  type StepFailure,
} from "@trialflow/pipeline";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect, Exit, Layer, Logger, Option } from "effect";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { carried } from "../../src/engine/carried.ts";
import type { CarriedRun } from "../../src/engine/payloads.ts";
import { Runner } from "../../src/engine/Runner.ts";
import { SourceDatabases } from "../../src/engine/SourceDatabases.ts";

let database: TestDatabase;
let sql: ReturnType<TestDatabase["connect"]>;
let runId: string;

const world = () =>
  Layer.mergeAll(
    SourceDatabases.layer,
    Layer.succeed(Runner, { name: "one:1" }),
    Layer.succeed(Program, { name: "scheduler", version: "test", osUser: "ada", host: "here" }),
    Logger.layer([]),
  ).pipe(Layer.provideMerge(database.layer));

const run = <A, E>(effect: Effect.Effect<A, E, Database | Program | Runner | SourceDatabases>) =>
  Effect.runPromiseExit(effect.pipe(Effect.provide(world())));

const opened = (id: string) => openCarriedRun({ runId: id, source: "ctgov-covid19", request: {} });

const endRun = () => sql`update ops.runs set status = 'failed', finished_at = now() where run_id = ${runId}`;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.connect();
  return () => sql.end();
});

beforeEach(async () => {
  const exit = await run(
    Effect.gen(function* () {
      const fire = yield* requestFire({ name: "nightly", source: "ctgov-covid19" });
      yield* opened(fire.fireId);
      return fire.fireId;
    }),
  );
  if (Exit.isFailure(exit)) throw new Error(String(exit.cause));
  runId = exit.value;
  return () => endRun();
});

const error = (isRetryable: boolean, message = "it went wrong") =>
  new PipelineError({ operation: "test", reason: "LockHeld", message, isRetryable });

/** Work that fails so often before it succeeds; how often it was done. */
const failing = (...failures: ReadonlyArray<PipelineError>) => {
  let done = 0;
  const work = Effect.suspend(() => {
    const failure = failures[done];
    done += 1;
    return failure === undefined ? Effect.succeed("done") : Effect.fail(failure);
  });
  return { work, count: () => done };
};

/** The run as a scheduler carries it whose schedule tries so often. */
const runOf = (attempts: number, name: string | null = null): CarriedRun => ({
  runId,
  resumedCount: 0,
  schedule: "nightly",
  source: "ctgov-covid19",
  database: name,
  files: [],
  extent: "snapshot",
  isInsertedIntoPast: false,
  scheduledAt: "2026-06-01T03:00:00.000Z",
  retry: { attempts, firstDelayMs: 1, maxDelayMs: 2 },
});

const perform = <A, E extends PipelineError>(work: Effect.Effect<A, E, Database>, stepKey = "0/load", attempts = 3) =>
  run(carried(runOf(attempts), stepKey, work));

const failureOf = (exit: Exit.Exit<unknown, unknown>) => Option.getOrThrow(Exit.findErrorOption(exit)) as StepFailure;

const attempts = async () => {
  const exit = await run(readFire(runId));
  if (Exit.isFailure(exit) || exit.value === null) throw new Error("no fire");
  return exit.value.attempts.map(({ at: _, ...attempt }) => attempt);
};

const begunSteps = async () =>
  (await sql<[{ begun_steps: object }]>`select begun_steps from ops.runs where run_id = ${runId}`)[0].begun_steps;

test("what may pass is tried again until it succeeds, and each failed attempt stands in the ledger", async () => {
  const { work, count } = failing(error(true, "first"), error(true, "second"));
  expect(await perform(work)).toEqual(Exit.succeed("done"));
  expect(count()).toBe(3);
  expect(await attempts()).toEqual([
    { step: "0/load", error: "first", isRetryable: true },
    { step: "0/load", error: "second", isRetryable: true },
  ]);
});

test("what does not pass is tried as often as the schedule says, and fails by its last error", async () => {
  const { work, count } = failing(error(true), error(true), error(true, "still"), error(true), error(true));
  const exit = await perform(work);
  expect(count()).toBe(3);
  expect(failureOf(exit)).toMatchObject({
    _tag: "StepFailure",
    error: "PipelineError",
    reason: "LockHeld",
    stepKey: "0/load",
    message: "still",
    isRetryable: true,
  });
  expect(await attempts()).toHaveLength(3);
});

test("a single attempt is a single attempt", async () => {
  const { work, count } = failing(error(true));
  expect(Exit.isFailure(await perform(work, "0/load", 1))).toBe(true);
  expect(count()).toBe(1);
});

test("what cannot pass is not tried again", async () => {
  const { work, count } = failing(error(false, "never"));
  expect(failureOf(await perform(work))).toMatchObject({ message: "never", isRetryable: false });
  expect(count()).toBe(1);
  expect(await attempts()).toEqual([{ step: "0/load", error: "never", isRetryable: false }]);
});

test("a mistake in the program is not tried again and stays a mistake", async () => {
  let done = 0;
  const exit = await perform(
    Effect.sync(() => {
      done += 1;
      throw new Error("bug");
    }),
  );
  expect(Exit.hasDies(exit)).toBe(true);
  expect(done).toBe(1);
});

test("the work knows under which name and by whom it is done", async () => {
  const exit = await perform(Effect.map(CurrentCarrier, (carrier) => carrier));
  expect(exit).toEqual(Exit.succeed({ stepKey: "0/load", runner: "one:1" }));
});

test("while a step is under way the ledger says that it was begun, whatever its end it says so no more", async () => {
  let during: object = {};
  await perform(Effect.promise(async () => (during = await begunSteps())));
  expect(during).toEqual({ "0/load": 1 });
  expect(await begunSteps()).toEqual({});
  await perform(failing(error(false)).work);
  await perform(Effect.die(new Error("bug")));
  expect(await begunSteps()).toEqual({});
});

/** What remains of a step whose process died in the middle. */
const die = (stepKey: string) => run(countBegunStep(runId, stepKey));

test("a step whose process died three times is not begun a fourth time, and says what to do", async () => {
  for (let death = 1; death <= 2; death++) await die("0/transform");
  expect(Exit.isSuccess(await perform(failing().work, "0/transform"))).toBe(true);
  for (let death = 1; death <= 3; death++) await die("0/transform");
  const { work, count } = failing();
  const failure = failureOf(await perform(work, "0/transform"));
  expect(count()).toBe(0);
  expect(failure).toMatchObject({ reason: "PoisonStep", stepKey: "0/transform", isRetryable: false });
  expect(failure.message).toMatch(/"0\/transform" was begun 3 times.*trialflow runs resume/);
  expect(await attempts()).toMatchObject([{ step: "0/transform", isRetryable: false }]);
});

test("the deaths of one step do not count for another, and none counts once people let the run go on", async () => {
  for (let death = 1; death <= 3; death++) await die("0/transform");
  expect(Exit.isSuccess(await perform(failing().work, "1/transform"))).toBe(true);
  expect(Exit.isFailure(await perform(failing().work, "0/transform"))).toBe(true);
  await endRun();
  await run(opened(runId));
  expect(Exit.isSuccess(await perform(failing().work, "0/transform"))).toBe(true);
});

const elsewhere = (name: string, work: Effect.Effect<unknown, PipelineError, Database>) =>
  run(carried(runOf(2, name), "acquire", work));

const databaseName = Effect.map(Database, ({ info }) => info.database);

test("a step works on the database of its source, its attempts stand in the scheduler's own", async () => {
  const name = new URL((await createTestDatabase()).url).pathname.slice(1);
  const { work, count } = failing(error(true, "there"));
  expect(await elsewhere(name, Effect.andThen(work, databaseName))).toEqual(Exit.succeed(name));
  expect(count()).toBe(2);
  expect(await attempts()).toMatchObject([{ error: "there" }]);
});

test("a database that is not there is a failure of the step, in the scheduler's own ledger", async () => {
  const { work, count } = failing();
  const failure = failureOf(await elsewhere(`gone_${randomUUID()}`, work));
  expect(failure).toMatchObject({ error: "DatabaseError", stepKey: "acquire" });
  expect(count()).toBe(0);
  expect(await attempts()).toMatchObject([{ step: "acquire", error: failure.message }]);
});
