import { readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import {
  applyPlan,
  defaultSource,
  PipelineError,
  type PlanRequest,
  planIngest,
  waiveRejects,
} from "../../src/index.ts";
import { csv, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, failureOf, writeInput } from "../support/warehouse.ts";
import { checksums, createTestPipeline, type TestPipeline } from "../testPipeline.ts";

/** Each kind of change: of 40 trials two are gone, two changed, three are new; a field and a row are rejected, a word is news. */
const before = trials(40);
const after = [
  ...trials(38, (n) => (n === 5 ? { title: "Another title", enrollment: "many" } : n === 6 ? { acronym: "ABC" } : {})),
  ...trials(43).slice(40),
  "1,2,3",
];

let pipeline: TestPipeline;
let file: string;

beforeEach(async () => {
  pipeline = await createTestPipeline();
  await pipeline.ingest([writeInput(pipeline, "trials-20200901.csv", csv(before))]);
  file = writeInput(pipeline, "trials-20200902.csv", csv(after));
});

const plan = (files: ReadonlyArray<string>, options: Partial<PlanRequest> = {}) =>
  pipeline.run(planIngest({ source: defaultSource, files, ...options }));
const apply = (planId: number) => pipeline.run(applyPlan(planId));

/** All there is, ledger of runs included. */
const everything = async (): Promise<Readonly<Record<string, unknown>>> => ({
  ...(await checksums(pipeline)),
  runs: await ask(pipeline, "select * from ops.runs order by run_id"),
  steps: await ask(pipeline, "select * from ops.steps order by run_id, ordinal"),
});

/** Sees that a plan is refused and that nothing but the refusal's entry in the audit log is there afterwards. */
const expectPlanRefusal = async (planId: number): Promise<PipelineError> => {
  const { "ops.audit_log": _, ...data } = await everything();
  const outcome = await apply(planId).then(
    (report) => report,
    (error: unknown) => error,
  );
  const { "ops.audit_log": __, ...afterwards } = await everything();
  expect(afterwards).toEqual(data);
  if (!(outcome instanceof PipelineError)) throw new Error("expected a refusal", { cause: outcome });
  const [entry] = await ask(pipeline, "select act, subject from ops.audit_log order by entry_id desc limit 1");
  if (outcome.reason !== "UnknownPlan") expect(entry).toEqual({ act: "plan_refused", subject: `plan ${planId}` });
  return outcome;
};

test("a plan tells what a run would do, and changes nothing but the list of plans and the audit log", async () => {
  const { "ops.plans": noPlans, "ops.audit_log": __, ...data } = await everything();
  const made = await plan([file]);
  const { "ops.plans": plans, "ops.audit_log": _, ...afterwards } = await everything();
  expect(afterwards).toEqual(data);
  expect(plans).not.toEqual(noPlans);
  expect(await ask(pipeline, "select act, subject, run_id from ops.audit_log order by entry_id desc limit 1")).toEqual([
    { act: "plan", subject: `plan ${made.plan_id}`, run_id: null },
  ]);
  expect(made).toMatchObject({
    plan_id: 1,
    is_applicable: true,
    files: [{ path: file, snapshotDate: "2020-09-02", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    outcome: {
      verdict: "changes",
      loads: [
        {
          status: "loaded",
          read: 42,
          new: 3,
          changed: 2,
          unchanged: 36,
          rejected: 1,
          vanished: 2,
          events: { appeared: 3, changed: 2, vanished: 2, returned: 0 },
          trials: {
            appeared: [nctId(41), nctId(42), nctId(43)],
            changed: [nctId(5), nctId(6)],
            vanished: [nctId(39), nctId(40)],
          },
          fields: [
            { field: "acronym", trials: 1, changes: 1 },
            { field: "brief_title", trials: 1, changes: 1 },
            { field: "enrollment", trials: 1, changes: 1 },
          ],
        },
      ],
      notReached: [],
      rejects: expect.arrayContaining([{ reason: "too_few_cells", field: null, count: 1 }]),
      published: { trials: 41 },
    },
  });
});

test("an applied plan gives exactly what an ordinary run gives, and what the plan said", async () => {
  const other = await createTestPipeline();
  await other.ingest([writeInput(other, "trials-20200901.csv", csv(before))]);
  await other.ingest([writeInput(other, "trials-20200902.csv", csv(after))]);
  const { plan_id, outcome } = await plan([file]);
  const report = await apply(plan_id);
  expect(report).toMatchObject({ status: "succeeded", loads: [{ new: 3, changed: 2, vanished: 2 }] });
  expect(report.published).toEqual(outcome.published);
  expect(report.rejects).toEqual(outcome.rejects);
  const content = (of: TestPipeline) =>
    ask(
      of,
      "select nct_id, version_number, event, valid_from, _record_id, _load_id from analytics.trial_versions order by 1, 2",
    );
  expect(await content(pipeline)).toEqual(await content(other));
  const acts = await ask(
    pipeline,
    `select act, details -> 'differences' as differences, run_id from ops.audit_log where subject = 'plan ${plan_id}' order by entry_id`,
  );
  expect(acts).toEqual([
    { act: "plan", differences: null, run_id: null },
    { act: "plan_applied", differences: [], run_id: report.runId },
  ]);
});

test("a plan of several snapshots tells of each, with the first one's effect on the second", async () => {
  const third = writeInput(pipeline, "trials-20200903.csv", csv(trials(40)));
  const { plan_id, outcome } = await plan([file, third]);
  expect(outcome.loads).toMatchObject([
    { file: "trials-20200902.csv", events: { appeared: 3, changed: 2, vanished: 2, returned: 0 } },
    { file: "trials-20200903.csv", events: { appeared: 0, changed: 2, vanished: 3, returned: 2 } },
  ]);
  expect(await apply(plan_id)).toMatchObject({ status: "succeeded" });
});

test("a file without a date and files that lie in the past or are increments are planned as they are run", async () => {
  const undated = writeInput(pipeline, "undated.csv", csv(after));
  const ownTime = new Date("2020-09-20T10:00:00Z");
  utimesSync(undated, ownTime, ownTime);
  expect(await apply((await plan([undated])).plan_id)).toMatchObject({ status: "succeeded" });
  expect(await ask(pipeline, "select snapshot_at from ops.loads where load_id = 2")).toEqual([
    { snapshot_at: ownTime },
  ]);
  const past = writeInput(pipeline, "trials-20200815.csv", csv(trials(30)));
  const inserted = await plan([past], { isInsertedIntoPast: true });
  expect(inserted.outcome.loads).toMatchObject([{ events: { appeared: 30 } }]);
  expect(await apply(inserted.plan_id)).toMatchObject({ status: "succeeded" });
  const increment = writeInput(pipeline, "some.csv", csv([trial(7, { title: "Only this one" })]));
  const some = await plan([increment], { extent: "increment", snapshotDate: "2020-09-30" });
  expect(some.outcome.loads).toMatchObject([{ extent: "increment", changed: 1, vanished: 0 }]);
  expect(await apply(some.plan_id)).toMatchObject({ status: "succeeded" });
});

test("a plan of what is there already says that nothing would change", async () => {
  await pipeline.ingest([file]);
  const { plan_id, outcome, is_applicable } = await plan([file]);
  expect({ verdict: outcome.verdict, is_applicable }).toEqual({ verdict: "unchanged", is_applicable: true });
  expect(outcome.loads).toMatchObject([{ status: "unchanged", new: 0, changed: 0, vanished: 0, fields: [] }]);
  expect(await apply(plan_id)).toMatchObject({ status: "unchanged" });
});

test("a plan into an empty warehouse is made and applied", async () => {
  pipeline = await createTestPipeline();
  const first = writeInput(pipeline, "trials-20200901.csv", csv(before));
  const { plan_id, outcome } = await plan([first]);
  expect(outcome.loads).toMatchObject([{ new: 40, events: { appeared: 40 } }]);
  expect(await apply(plan_id)).toMatchObject({ status: "succeeded", published: { trials: 40 } });
});

test("a plan whose gate would close names the checks and the files behind it, and is refused", async () => {
  const bad = writeInput(
    pipeline,
    "trials-20200903.csv",
    csv(trials(40, () => ({ locations: "Hospital A, Atlantis" }))),
  );
  const next = writeInput(pipeline, "trials-20200904.csv", csv(trials(40)));
  const { plan_id, outcome, is_applicable } = await plan([file, bad, next]);
  expect(is_applicable).toBe(false);
  expect(outcome).toMatchObject({
    verdict: "gate_closed",
    notReached: ["trials-20200904.csv"],
    loads: [{ verdict: expect.stringMatching(/passed|warned/) }, { verdict: "failed" }],
    brokenChecks: expect.arrayContaining([
      expect.objectContaining({ name: "vocabulary_news_are_few", status: "failed" }),
    ]),
    vocabularyNews: [{ field: "locations", value: "Atlantis", count: 40 }],
    published: null,
  });
  const refusal = await expectPlanRefusal(plan_id);
  expect(refusal).toMatchObject({ reason: "PlanNotApplicable" });
  expect(refusal.message).toContain("vocabulary_news_are_few");
});

test("what would stop a run stops its plan, and nothing is kept", async () => {
  const past = writeInput(pipeline, "trials-20200815.csv", csv(trials(30)));
  const data = await everything();
  await expect(plan([past])).rejects.toMatchObject({ reason: "OutOfOrder" });
  await expect(plan([writeInput(pipeline, "picture.csv", "\u0000\u0001\u0002")])).rejects.toMatchObject({
    _tag: "ExtractError",
  });
  expect(await everything()).toEqual(data);
});

test("a plan is refused when another load came in between", async () => {
  const { plan_id } = await plan([file]);
  await pipeline.ingest([writeInput(pipeline, "trials-20200902b.csv", csv(trials(39)))]);
  const { reason, message } = await expectPlanRefusal(plan_id);
  expect(reason).toBe("PlanOutdated");
  expect(message).toContain("the newest load was 1 and is 2");
});

test("a plan is refused when somebody decided about a reject in between", async () => {
  await pipeline.ingest([file]);
  const { plan_id } = await plan([writeInput(pipeline, "trials-20200903.csv", csv(trials(40)))]);
  await pipeline.run(waiveRejects(defaultSource, { rejectIds: [1], reason: null, loadId: null }, "known"));
  expect((await expectPlanRefusal(plan_id)).message).toContain("the newest decision about a reject was none and is 1");
});

test("a plan is refused when its file has another content, and applied from the archive when it is gone", async () => {
  const { plan_id } = await plan([file]);
  const planned = readFileSync(file);
  writeFileSync(file, csv(trials(40)));
  const refusal = await expectPlanRefusal(plan_id);
  expect(refusal).toMatchObject({ reason: "PlanOutdated" });
  expect(refusal.message).toContain(`${file} has changed since it was planned`);

  writeFileSync(file, planned);
  rmSync(`${pipeline.home}/archive`, { recursive: true });
  rmSync(file);
  expect((await expectPlanRefusal(plan_id)).message).toContain("is gone");

  writeFileSync(file, planned);
  const again = await plan([file]);
  rmSync(file);
  expect(await apply(again.plan_id)).toMatchObject({ status: "succeeded", loads: [{ uri: file, new: 3 }] });
});

test.each([
  ["ruleVersion", "the program's rules for decoding"],
  ["loadRuleVersion", "the program's rules for reading files"],
  ["suiteVersion", "the checks and their limits"],
])("a plan is refused when its %s is not the program's", async (part, words) => {
  const { plan_id } = await plan([file]);
  await ask(pipeline, "alter table ops.plans disable trigger plans_are_append_only");
  await ask(pipeline, `update ops.plans set base = jsonb_set(base, '{${part}}', '"older"')`);
  const { reason, message } = await expectPlanRefusal(plan_id);
  expect(reason).toBe("PlanOutdated");
  expect(message).toContain(`${words} was older and is`);
});

test("a plan is applied once, and an unknown one is answered with those that there are", async () => {
  const { plan_id } = await plan([file]);
  const { runId } = await apply(plan_id);
  const refusal = await expectPlanRefusal(plan_id);
  expect(refusal).toMatchObject({ reason: "PlanApplied", message: expect.stringContaining(runId) });
  const unknown = await expectPlanRefusal(99);
  expect(unknown.reason).toBe("UnknownPlan");
  expect(unknown.message).toMatch(/There is no plan 99\. The newest plans: 1 \(.+, trials-20200902\.csv\)/);
});

test("a run that gives something else than its plan stands, and says where they differ", async () => {
  const { plan_id } = await plan([file]);
  await ask(pipeline, "alter table ops.plans disable trigger plans_are_append_only");
  await ask(pipeline, `update ops.plans set outcome = jsonb_set(outcome, '{published,trials}', '40')`);
  const failure = await failureOf(apply(plan_id));
  expect(failure).toMatchObject({
    reason: "PlanNotMet",
    message: expect.stringContaining("published.trials: planned 40, found 41"),
  });
  expect(await ask(pipeline, "select count(*)::int from analytics.trials")).toEqual([{ count: 41 }]);
});

test("a plan cannot be changed or removed", async () => {
  await plan([file]);
  await expect(ask(pipeline, "update ops.plans set os_user = 'x'")).rejects.toThrow("append-only");
  await expect(ask(pipeline, "delete from ops.plans")).rejects.toThrow("append-only");
});
