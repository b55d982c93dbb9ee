import { RULE_VERSION } from "@trialflow/transform";
import { beforeEach, expect, test } from "vitest";
import { defaultSource, replayRejects, waiveRejects } from "../../src/index.ts";
import { csv, nctId, trials } from "../support/trialCsv.ts";
import { analyticsIn, ask, dataOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { actsOf, pretendOlderProgram, statesOf } from "./quarantineOf.ts";

let pipeline: TestPipeline;
let file: string;
/** What analysts see when these rules have read everything. */
let current: Readonly<Record<string, string>>;

const everything = { rejectIds: [], reason: null, loadId: null };
const replay = (selection: Partial<typeof everything & { rejectIds: ReadonlyArray<number> }> = {}, isDryRun = false) =>
  pipeline.run(replayRejects({ source: defaultSource, ...everything, ...selection, isDryRun }));

/** Reject 1: an enrollment that no rules can read. Reject 2: a status that only the older program could not read. */
beforeEach(async () => {
  pipeline = await createTestPipeline();
  file = writeInput(pipeline, "trials.csv", csv(trials(40, (n) => (n === 3 ? { enrollment: "many" } : {}))));
  await pipeline.ingest([file]);
  current = analyticsIn(await dataOf(pipeline));
  await pretendOlderProgram(pipeline, nctId(5));
});

const settled = [
  { id: 1, state: "superseded", reason: "malformed_enrollment", rules: "older", value: null, successor: 3 },
  { id: 2, state: "resolved", reason: "unknown_overall_status", rules: "older", value: "RECRUITING", successor: null },
  { id: 3, state: "open", reason: "malformed_enrollment", rules: RULE_VERSION, value: null, successor: null },
];

test("what the present rules can read reaches analysts, and the act and its outcomes are recorded", async () => {
  const report = await replay();
  expect(report).toMatchObject({ status: "succeeded", asked: 2, unchanged: 0, settledAlong: 0, notCurrent: 0 });
  expect(
    report.replayed.map(({ rejectId, outcome, valueText, newRejectId }) => [rejectId, outcome, valueText, newRejectId]),
  ).toEqual([
    [1, "rejected_again", null, 3],
    [2, "resolved", "RECRUITING", null],
  ]);
  expect(report.steps.map(({ name, status }) => [name, status])).toEqual([
    ["transform", "succeeded"],
    ["check", "succeeded"],
    ["publish", "succeeded"],
  ]);
  expect(await statesOf(pipeline)).toEqual(settled);
  expect(analyticsIn(await dataOf(pipeline))).toEqual(current);
  expect(await actsOf(pipeline, "replay_rejects")).toEqual([
    { os_user: "tester", subject: "all rejects of the present content", reason: expect.stringContaining(RULE_VERSION) },
  ]);
  expect(
    await ask(
      pipeline,
      "select distinct os_user, database_role = session_user as own, run_id::text from ops.reject_outcomes",
    ),
  ).toEqual([{ os_user: "tester", own: true, run_id: report.runId }]);
});

test("a second replay changes nothing and says so", async () => {
  await replay();
  const before = await dataOf(pipeline);
  expect(await replay()).toMatchObject({ status: "unchanged", asked: 1, unchanged: 1, replayed: [], checks: null });
  expect(await dataOf(pipeline)).toEqual(before);
  expect(await actsOf(pipeline, "replay_rejects")).toHaveLength(1);
  expect(await pipeline.ingest([file])).toMatchObject({ status: "unchanged" });
});

test("a dry run tells what the replay gives and leaves no trace", async () => {
  const before = await dataOf(pipeline);
  const runs = await ask(pipeline, "select * from ops.runs");
  const rehearsed = await replay({}, true);
  expect(await dataOf(pipeline)).toEqual(before);
  expect(await ask(pipeline, "select * from ops.runs")).toEqual(runs);
  expect(await actsOf(pipeline, "replay_rejects")).toEqual([]);
  const real = await replay();
  const told = ({ replayed, unchanged, settledAlong }: typeof real) => ({
    replayed: replayed.map(({ rejectId, outcome, valueText, newRejectId }) => [
      rejectId,
      outcome,
      valueText,
      newRejectId,
    ]),
    unchanged,
    settledAlong,
  });
  expect(told(rehearsed)).toEqual(told(real));
});

test("a selection is what is told; the others are settled along, for staging has one version of the rules", async () => {
  const report = await replay({ reason: "unknown_overall_status" as never });
  expect(report).toMatchObject({ asked: 1, settledAlong: 1, replayed: [{ rejectId: 2 }] });
  expect(await statesOf(pipeline)).toEqual(settled);
  expect(await ask(pipeline, "select distinct _rule_version from analytics.trials")).toEqual([
    { _rule_version: RULE_VERSION },
  ]);
});

test("an ordinary run with newer rules settles the rejects of the older ones just so", async () => {
  expect((await pipeline.ingest([file])).rejects).toEqual([
    { reason: "malformed_enrollment", field: "enrollment", count: 1 },
  ]);
  expect(await statesOf(pipeline)).toEqual(settled);
});

test("a waiver goes over to the reject that newer rules put in the place of the waived one", async () => {
  await pipeline.run(waiveRejects(defaultSource, { ...everything, rejectIds: [1] }, "the registry says many"));
  await replay();
  expect((await statesOf(pipeline)).map(({ id, state }) => [id, state])).toEqual([
    [1, "superseded"],
    [2, "resolved"],
    [3, "waived"],
  ]);
});

test("rejects of records that are not the present content any more are left as evidence", async () => {
  const next = csv(trials(40, (n) => (n === 3 ? { enrollment: "12" } : {})));
  await pipeline.ingest([writeInput(pipeline, "next.csv", next)]);
  expect(await replay({ rejectIds: [1] as never })).toMatchObject({ status: "unchanged", asked: 1, notCurrent: 1 });
  expect((await statesOf(pipeline))[0]).toMatchObject({ state: "open" });
});

test("what a replay changed is checked and published by the next one, when the first was stopped in between", async () => {
  await replay();
  await ask(pipeline, "update ops.source_states set checked_load_id = null, published_rule_version = null");
  expect((await replay()).steps.map(({ name, status }) => [name, status])).toEqual([
    ["transform", "unchanged"],
    ["check", "succeeded"],
    ["publish", "succeeded"],
  ]);
  expect(await replay()).toMatchObject({ status: "unchanged" });
});

test("a number that there is not, and a reason that no reject ever had, are refused", async () => {
  await expect(replay({ rejectIds: [1, 99] as never })).rejects.toThrow("There is no reject 99; nothing was done");
  await expect(replay({ reason: "unknown_contry" as never })).rejects.toThrow(
    'No reject has the reason "unknown_contry"; nothing was done. The quarantine has: malformed_enrollment, unknown_overall_status.',
  );
});

test("a replay and a waiver wait for nobody: while a run is under way they are refused", async () => {
  const sql = pipeline.connect();
  await sql`select pg_advisory_lock(hashtext('trialflow.run'))`;
  await expect(replay()).rejects.toMatchObject({ reason: "LockHeld" });
  await expect(replay({}, true)).rejects.toMatchObject({ reason: "LockHeld" });
  await expect(
    pipeline.run(waiveRejects(defaultSource, { ...everything, rejectIds: [1] }, "known")),
  ).rejects.toMatchObject({ reason: "LockHeld" });
  await sql.end();
});
