import { Database } from "@trialflow/database";
import { Effect } from "effect";
import { beforeEach, describe, expect, test } from "vitest";
import {
  beatRuns,
  CurrentCarrier,
  closeCarriedRun,
  countBegunStep,
  defaultSource,
  forgetBegunStep,
  openCarriedRun,
} from "../src/index.ts";
import { runStep } from "../src/ledger/runStep.ts";
import { csv, trials } from "./support/trialCsv.ts";
import { ask, writeInput } from "./support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "./testPipeline.ts";

const runId = "11111111-2222-4333-8444-555555555555";
const carried = { runId, source: defaultSource, request: { schedule: "nightly" } };

let pipeline: TestPipeline;
let file: string;
beforeEach(async () => {
  pipeline = await createTestPipeline();
  file = writeInput(pipeline, "trials.csv", csv(trials(5)));
});

const statusOf = async (id: string) => (await ask(pipeline, `select status from ops.runs where run_id = '${id}'`))[0];

/** A step of the run that writes a row of its own into the ledger and nothing else. */
const step = (stepKey: string, body: Effect.Effect<number>) =>
  runStep(
    { runId, name: "load", subject: "a file", role: "trialflow_loader" },
    Effect.map(body, (value) => ({
      value,
      status: "succeeded" as const,
      rowsIn: value,
      rowsOut: value,
      rejected: 0,
      details: {},
      written: [],
      audit: null,
    })),
  ).pipe(Effect.provideService(CurrentCarrier, { stepKey, runner: "here:1" }));

describe("a run that the schedulers carry", () => {
  test("is opened once, however often it is asked for", async () => {
    await pipeline.run(openCarriedRun(carried));
    await pipeline.run(openCarriedRun(carried));
    expect(await ask(pipeline, "select run_id, carrier, source, status from ops.runs")).toEqual([
      { run_id: runId, carrier: "engine", source: defaultSource, status: "running" },
    ]);
  });

  test("keeps every other run away, and says which it is", async () => {
    await pipeline.run(openCarriedRun(carried));
    await expect(pipeline.ingest([file])).rejects.toMatchObject({ reason: "LockHeld", isRetryable: true });
    await expect(pipeline.ingest([file])).rejects.toThrow(runId);
    const other = { ...carried, runId: "99999999-2222-4333-8444-555555555555" };
    await expect(pipeline.run(openCarriedRun(other))).rejects.toMatchObject({ reason: "LockHeld" });
    expect((await ask(pipeline, "select 1 from ops.loads")).length).toBe(0);
  });

  test("that nobody looks after any more is recognised: the next run marks it as crashed, and its steps stop", async () => {
    await pipeline.run(openCarriedRun(carried));
    await ask(pipeline, "update ops.runs set heartbeat_at = now() - interval '4 minutes'");
    expect((await pipeline.ingest([file])).status).toBe("succeeded");
    expect(await statusOf(runId)).toEqual({ status: "crashed" });
    await expect(pipeline.run(step("0/load", Effect.succeed(1)))).rejects.toThrow(/not running any more/);
  });

  test("stays the schedulers' as long as one gives signs of life", async () => {
    await pipeline.run(openCarriedRun(carried));
    await ask(pipeline, "update ops.runs set heartbeat_at = now() - interval '4 minutes'");
    await pipeline.run(beatRuns([runId]));
    await expect(pipeline.ingest([file])).rejects.toMatchObject({ reason: "LockHeld" });
  });

  test("performs a step once: a second time it gives what it gave", async () => {
    await pipeline.run(openCarriedRun(carried));
    const [first] = await pipeline.run(step("0/load", Effect.succeed(7)));
    const [again, report] = await pipeline.run(step("0/load", Effect.die("performed twice")));
    expect([first, again, report.rowsIn]).toEqual([7, 7, 7]);
    expect(await ask(pipeline, "select step_key, runner from ops.steps")).toEqual([
      { step_key: "0/load", runner: "here:1" },
    ]);
  });

  test("takes a step away from a session that holds it and does not go on", { timeout: 60_000 }, async () => {
    await pipeline.run(openCarriedRun(carried));
    const frozen = pipeline.connect();
    const held = frozen.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('trialflow.step'))`;
      await new Promise(() => {});
    });
    held.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [value] = await pipeline.run(step("0/load", Effect.succeed(3)));
    expect(value).toBe(3);
    await frozen.end({ timeout: 1 });
  });

  test("can give signs of life while a step of it is under way, and is closed when that has ended", async () => {
    await pipeline.run(openCarriedRun(carried));
    await ask(pipeline, "update ops.runs set heartbeat_at = now() - interval '4 minutes'");
    const order: Array<string> = [];
    await pipeline.run(
      Effect.gen(function* () {
        const database = yield* Database;
        const beating = beatRuns([runId]).pipe(Effect.provideService(Database, database));
        const slow = Effect.gen(function* () {
          yield* Effect.promise(() => ask(pipeline, "select pg_sleep(1)"));
          order.push("step");
          return 1;
        });
        yield* Effect.all(
          [
            step("0/load", slow),
            Effect.delay(
              Effect.andThen(
                beating,
                Effect.sync(() => order.push("beat")),
              ),
              "300 millis",
            ),
            Effect.delay(
              Effect.andThen(
                closeCarriedRun(runId, "cancelled", "enough", { step: null, subject: null }),
                Effect.sync(() => order.push("closed")),
              ),
              "500 millis",
            ),
          ],
          { concurrency: 3 },
        );
      }),
    );
    expect(order).toEqual(["beat", "step", "closed"]);
    expect(await statusOf(runId)).toEqual({ status: "cancelled" });
  });

  test("goes on under its number after people let it; what it counted as begun is forgotten", async () => {
    await pipeline.run(openCarriedRun(carried));
    expect(await pipeline.run(countBegunStep(runId, "3/load"))).toBe(0);
    expect(await pipeline.run(countBegunStep(runId, "3/load"))).toBe(1);
    expect(await pipeline.run(countBegunStep(runId, "4/load"))).toBe(0);
    await pipeline.run(forgetBegunStep(runId, "4/load"));
    expect(await pipeline.run(countBegunStep(runId, "4/load"))).toBe(0);
    await pipeline.run(closeCarriedRun(runId, "failed", "poison", { step: "load", subject: null }));
    await pipeline.run(openCarriedRun(carried));
    expect(await statusOf(runId)).toEqual({ status: "running" });
    expect(await pipeline.run(countBegunStep(runId, "3/load"))).toBe(0);
  });
});

test("a database that holds a source refuses another one, and says where it may go", async () => {
  await pipeline.ingest([file]);
  const refused = pipeline.ingest([file], undefined, { source: "another" } as never);
  await expect(refused).rejects.toMatchObject({ failure: { reason: "OtherSource" } });
  await expect(pipeline.ingest([file], undefined, { source: "another" } as never)).rejects.toThrow(defaultSource);
  expect((await ask(pipeline, "select 1 from ops.loads")).length).toBe(1);
});
