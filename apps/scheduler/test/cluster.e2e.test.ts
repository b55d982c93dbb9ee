import { beforeAll, describe, expect, test } from "vitest";
import { contentOf } from "./support/contentOf.ts";
import { bringInUndisturbed, TestCluster, type Undisturbed } from "./support/TestCluster.ts";

const countOf = (variable: string, fallback: number) => Number(process.env[variable] ?? fallback);

/** How often schedulers are killed, and frozen, in the middle of a step. */
const kills = countOf("TRIALFLOW_TEST_SCHEDULER_KILLS", 1);
const freezes = countOf("TRIALFLOW_TEST_FREEZES", 0);
/** Longer than the others wait before they take a step away from somebody who does not go on. */
const frozenMs = 45_000;
const rounds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const files = 6;
const stepKeys = [
  "acquire",
  ...rounds(files).flatMap((_, index) => ["load", "transform", "check", "publish"].map((step) => `${index}/${step}`)),
];

let undisturbed: Undisturbed;

beforeAll(async () => {
  undisturbed = await bringInUndisturbed(files);
  expect(Object.values(undisturbed.content).join().length).toBeGreaterThan(10_000);
  return () => undisturbed.site.close();
});

const tell = (text: string) => process.stdout.write(`${text}\n`);

/** Sees that the run has come to its end as if one process had done it without disturbance. */
const expectAsUndisturbed = async (cluster: TestCluster, fireId: string) => {
  expect(await cluster.ledger.ended(fireId)).toMatchObject({ status: "succeeded", runId: fireId, resumedCount: 0 });
  expect((await cluster.ledger.steps()).map(({ step_key }) => step_key)).toEqual(stepKeys);
  expect(await contentOf(cluster.ledger)).toEqual(undisturbed.content);
};

/** A moment in the middle of the run, another one each time. */
const someSteps = () => 3 + Math.floor(Math.random() * 4 * (files - 3));

describe("schedulers that work together", { timeout: 120_000 }, () => {
  test("share the files of a run, and make of them what one process does", async (context) => {
    const cluster = await TestCluster.open(context, undisturbed.site);
    await cluster.start(3);
    const fireId = await cluster.fire();
    await expectAsUndisturbed(cluster, fireId);
    const runners = (await cluster.ledger.steps()).map(({ runner }) => runner);
    expect(new Set(runners).size).toBeGreaterThan(1);
    for (const runner of runners) expect(cluster.schedulers.has(runner)).toBe(true);
  });

  test.for(rounds(kills))(
    "finish the work of one that is killed in the middle of a step, round %s",
    async (_, context) => {
      const cluster = await TestCluster.open(context, undisturbed.site);
      await cluster.start(3);
      const fireId = await cluster.fire();
      await cluster.untilStepsDone(someSteps());
      const { name, release } = await cluster.holdInTransform();
      const before = await cluster.ledger.count("ops.steps");
      await cluster.kill(name);
      const killedAt = performance.now();
      await release();
      await cluster.untilStepsDone(before + 1);
      const seconds = (performance.now() - killedAt) / 1000;
      tell(`killed ${name} after ${before} steps; the next step was done ${seconds.toFixed(1)} s later`);
      await expectAsUndisturbed(cluster, fireId);
      const after = (await cluster.ledger.steps()).slice(before);
      expect(after.filter(({ runner }) => runner === name)).toEqual([]);
    },
  );

  test.for(rounds(kills))(
    "that are all killed in the middle of a step are resumed by others, round %s",
    async (_, context) => {
      const cluster = await TestCluster.open(context, undisturbed.site);
      await cluster.start(3);
      const fireId = await cluster.fire();
      await cluster.untilStepsDone(someSteps());
      const { release } = await cluster.holdInTransform();
      const before = await cluster.ledger.count("ops.steps");
      await Promise.all([...cluster.schedulers.keys()].map((name) => cluster.kill(name)));
      await release();
      await cluster.start(3);
      await expectAsUndisturbed(cluster, fireId);
      const after = (await cluster.ledger.steps()).slice(before);
      for (const { runner } of after) expect(cluster.schedulers.has(runner)).toBe(true);
    },
  );

  if (freezes === 0) tell("skipped: schedulers that are frozen (TRIALFLOW_TEST_FREEZES=1 runs it once, 60 s)");
  test.for(rounds(freezes))(
    "finish the work of one that is frozen in the middle of a step; thawed, it does no harm, round %s",
    { timeout: 180_000 },
    async (_, context) => {
      const cluster = await TestCluster.open(context, undisturbed.site);
      await cluster.start(3);
      const fireId = await cluster.fire();
      await cluster.untilStepsDone(someSteps());
      const { name, release } = await cluster.holdInTransform();
      const before = await cluster.ledger.count("ops.steps");
      cluster.schedulers.get(name)?.signal("SIGSTOP");
      const frozenAt = performance.now();
      await release();
      await cluster.untilStepsDone(before + 1);
      const seconds = (performance.now() - frozenAt) / 1000;
      tell(`froze ${name} after ${before} steps; the next step was done ${seconds.toFixed(1)} s later`);
      await new Promise((resolve) => setTimeout(resolve, frozenMs - 1000 * seconds));
      cluster.schedulers.get(name)?.signal("SIGCONT");
      await expectAsUndisturbed(cluster, fireId);
    },
  );

  test("fire once for every tick, also when one of them is killed", async (context) => {
    const cluster = await TestCluster.open(context, undisturbed.site, "* * * * * *");
    await cluster.start(3);
    const { ledger } = cluster;
    const all = [...cluster.schedulers.values()];
    const ticks = async () => (await ledger.fires()).filter(({ kind }) => kind !== "manual");
    const untilTicks = async (count: number) => {
      while ((await ticks()).length < count) await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await untilTicks(6);
    const newest = (await ticks()).at(-1);
    const [taker = ""] =
      [...cluster.schedulers].find(([, { lines }]) =>
        lines.some(({ annotations }) => annotations["fireId"] === newest?.fireId),
      ) ?? [];
    await cluster.kill(taker);
    await untilTicks(12);
    const moments = (await ticks()).map(({ scheduledAt }) => scheduledAt.getTime()).sort((a, b) => a - b);
    const first = moments[0] ?? 0;
    expect(moments).toEqual(moments.map((_moment, index) => first + 1000 * index));
    const told = all
      .flatMap(({ lines }) => lines)
      .filter(({ message }) => message === "A tick came" || message === "Skipped a tick")
      .map(({ annotations }) => annotations["fireId"]);
    expect(new Set(told).size).toBe(told.length);
    const begun = (await ticks()).filter(({ status }) => status !== "skipped" && status !== "queued");
    const runs = await ledger.runs();
    expect(new Set(runs.map(({ run_id }) => run_id)).size).toBe(runs.length);
    expect(begun.length - runs.length).toBeLessThanOrEqual(1);
  });
});
