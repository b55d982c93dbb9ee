import { ConfigProvider, Effect } from "effect";
import { beforeEach, expect, test } from "vitest";
import { defaultSource, ingest, waiveRejects } from "../../src/index.ts";
import { csv, nctId, trials } from "../support/trialCsv.ts";
import { ask, dataOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { actsOf, statesOf } from "./quarantineOf.ts";

let pipeline: TestPipeline;
let file: string;

const waive = (selection: { rejectIds?: ReadonlyArray<number>; reason?: string }, because = "known to the registry") =>
  pipeline.run(
    waiveRejects(
      defaultSource,
      { rejectIds: selection.rejectIds ?? [], reason: selection.reason ?? null, loadId: null },
      because,
    ),
  );

/** Trials 1 to 4 lie in a country that nobody knows; trial 10 has an enrollment that is no number. */
const content = csv(
  trials(400, (n) =>
    n <= 4 ? { locations: "Hospital, Poseidonis, Atlantis" } : n === 10 ? { enrollment: "many" } : {},
  ),
);

const prepare = async (limits: string) => {
  pipeline = await createTestPipeline({ TRIALFLOW_QUALITY_REJECT_LIMITS: limits });
  file = writeInput(pipeline, "trials.csv", content);
};
beforeEach(() => prepare("unknown_country=3"));

const failedChecks = (report: Awaited<ReturnType<TestPipeline["ingest"]>>) =>
  report.checks?.results.filter(({ status }) => status === "failed").map(({ name }) => name);

test("more rejects of a reason than its limit close the gate, which says what to do", async () => {
  const report = await pipeline.ingest([file]);
  expect(report).toMatchObject({ status: "gate_failed", published: null });
  expect(failedChecks(report)).toEqual(["rejects_of_unknown_country_are_within_limit"]);
  expect(report.checks?.results.at(-1)).toMatchObject({
    failedCount: 4,
    checkedCount: 400,
    tolerance: { maxFailedCount: 3 },
  });
  expect(report.checks?.results.at(-1)?.sample).toHaveLength(4);
  await expect(pipeline.ingest([], ["publish"])).rejects.toThrow(
    "4 trials (1 %) have rejects of reason unknown_country, more than the limit of 3 trials. Look at them with `trialflow rejects list --reason unknown_country`; then have the source or the rules corrected, waive them with `trialflow rejects waive --reason unknown_country",
  );
  expect(await pipeline.ingest([file])).toMatchObject({ status: "gate_failed" });
});

test("what is waived counts against no limit: the next run checks anew and publishes", async () => {
  await pipeline.ingest([file]);
  expect(await waive({ rejectIds: [2] })).toMatchObject({
    waived: [{ rejectId: 2, reason: "unknown_country", state: "waived" }],
  });
  const report = await pipeline.ingest([file]);
  expect(report).toMatchObject({ status: "succeeded", published: { trials: 400 } });
  expect(report.checks?.results.at(-1)).toMatchObject({ failedCount: 3, status: "warned" });
  expect(report.vocabularyNews).toEqual([
    { reason: "unknown_country", field: "locations", value: "Atlantis", count: 3, share: 3 / 400 },
  ]);
});

test("a verdict under other limits does not stand: with a raised limit the next run checks anew and publishes", async () => {
  await pipeline.ingest([file]);
  const raised = ConfigProvider.layerAdd(
    ConfigProvider.fromEnvRecord({ TRIALFLOW_QUALITY_REJECT_LIMITS: "unknown_country=1.5%, malformed_enrollment = 1" }),
    { asPrimary: true },
  );
  const steps = ["check", "publish"] as const;
  const report = await pipeline.run(ingest({ source: defaultSource, files: [], steps }).pipe(Effect.provide(raised)));
  expect(report).toMatchObject({ status: "succeeded", published: { trials: 400 } });
  expect(await ask(pipeline, "select checked_suite_version as version from ops.source_states")).toEqual([
    { version: expect.stringMatching(/\+malformed_enrollment=1,unknown_country=1\.5%$/) },
  ]);
  await expect(pipeline.ingest([], ["publish"])).rejects.toMatchObject({ failure: { reason: "NotReady" } });
});

test("a share is one of the load's trials", async () => {
  await prepare("unknown_country=0.99%");
  expect(await pipeline.ingest([file])).toMatchObject({ status: "gate_failed" });
  await prepare("unknown_country=1%");
  expect(await pipeline.ingest([file])).toMatchObject({ status: "succeeded" });
});

test("a limit that cannot be read stops the run before it checks, and says what is expected", async () => {
  await prepare("unknown_country:10");
  await expect(pipeline.ingest([file])).rejects.toThrow(
    'Expected entries such as unknown_country=10 or malformed_date=0.5%, separated by commas, found "unknown_country:10"',
  );
});

test("a waiver is an act of a person: in the audit log and the outcomes, with its reason", async () => {
  await pipeline.ingest([file]);
  const { runId, waived } = await waive({ reason: "unknown_country" }, "  ships have no country ");
  expect(waived).toHaveLength(4);
  expect(await actsOf(pipeline, "waive_rejects")).toEqual([
    { os_user: "tester", reason: "ships have no country", subject: "rejects of reason unknown_country" },
  ]);
  expect(
    await ask(
      pipeline,
      "select distinct outcome, because, os_user, database_role = session_user as own, run_id::text from ops.reject_outcomes",
    ),
  ).toEqual([{ outcome: "waived", because: "ships have no country", os_user: "tester", own: true, run_id: runId }]);
  expect(await ask(pipeline, `select status from ops.runs where run_id = '${runId}'`)).toEqual([
    { status: "succeeded" },
  ]);
  expect((await statesOf(pipeline)).map(({ state }) => state)).toEqual([
    "waived",
    "waived",
    "waived",
    "waived",
    "open",
  ]);
});

test("a second waiver changes nothing, and the first reason stands", async () => {
  await pipeline.ingest([file]);
  await waive({ rejectIds: [1, 2] });
  const before = await dataOf(pipeline);
  expect(await waive({ rejectIds: [1, 2] }, "another reason")).toMatchObject({
    runId: null,
    waived: [],
    alreadyWaived: [{ rejectId: 1, because: "known to the registry" }, { rejectId: 2 }],
  });
  expect(await dataOf(pipeline)).toEqual(before);
  expect(await actsOf(pipeline, "waive_rejects")).toHaveLength(1);
});

test("without a reason, or about nothing or nobody knows what, a waiver is refused and nothing is done", async () => {
  await pipeline.ingest([file]);
  const before = await dataOf(pipeline);
  await expect(waive({ rejectIds: [1] }, " \n ")).rejects.toMatchObject({
    reason: "WaiverRefused",
    message: expect.stringContaining('Add --because "TEXT"'),
  });
  await expect(waive({})).rejects.toMatchObject({ reason: "WaiverRefused" });
  await expect(waive({ rejectIds: [1, 77] })).rejects.toMatchObject({ reason: "UnknownReject" });
  await expect(waive({ reason: "unknown_planet" })).rejects.toMatchObject({ reason: "UnknownReject" });
  expect(await dataOf(pipeline)).toEqual(before);
});

test("a waived field counts against the limit of all fields no more, but its trial is not read completely", async () => {
  await prepare("");
  const bad = csv(trials(40, (n) => (n <= 4 ? { enrollment: "many" } : {})));
  file = writeInput(pipeline, "bad.csv", bad);
  expect(failedChecks(await pipeline.ingest([file]))).toEqual(["rejected_fields_are_few"]);
  await waive({ reason: "malformed_enrollment" });
  const report = await pipeline.ingest([file]);
  expect(report.status).toBe("succeeded");
  expect(report.checks?.results.find(({ name }) => name === "trial_is_read_completely")?.failedCount).toBe(4);
});

test("waived rows count against the limit of all rows no more", async () => {
  await prepare("");
  file = writeInput(pipeline, "bad.csv", csv([...trials(40), "1,2,3", "1,2,4", "1,2,5"]));
  expect(failedChecks(await pipeline.ingest([file]))).toEqual(["rejected_rows_are_few"]);
  await waive({ reason: "too_few_cells" });
  expect(await pipeline.ingest([file])).toMatchObject({ status: "succeeded" });
});

test("words that no vocabulary has are told by value, and too many trials with them close the gate", async () => {
  await prepare("");
  const news = csv(trials(100, (n) => (n === 1 ? { status: "Recruting" } : n <= 3 ? { phases: "Phase 7" } : {})));
  const report = await pipeline.ingest([writeInput(pipeline, "news.csv", news)]);
  expect(report.vocabularyNews).toEqual([
    { reason: "unknown_phase", field: "phases", value: "Phase 7", count: 2, share: 0.02 },
    { reason: "unknown_overall_status", field: "status", value: "Recruting", count: 1, share: 0.01 },
  ]);
  expect(failedChecks(report)).toEqual(["vocabulary_news_are_few"]);
  await waive({ reason: "unknown_phase" }, "the registry tries a new phase");
  const next = await pipeline.ingest([], ["transform", "check", "publish"]);
  expect(next).toMatchObject({ status: "succeeded", vocabularyNews: [{ value: "Recruting" }] });
  expect(await ask(pipeline, `select overall_status from analytics.trials where nct_id = '${nctId(1)}'`)).toEqual([
    { overall_status: null },
  ]);
});

test("outcomes are only ever added: the program's roles may not change them, and a trigger refuses it to the owner", async () => {
  await pipeline.ingest([file]);
  await waive({ rejectIds: [1] });
  for (const statement of [
    "update ops.reject_outcomes set because = 'x'",
    "delete from ops.reject_outcomes",
    "truncate ops.reject_outcomes",
  ]) {
    await expect(ask(pipeline, statement)).rejects.toThrow("ops.reject_outcomes is append-only");
    for (const role of ["trialflow_loader", "trialflow_transformer", "auditor"]) {
      await expect(ask(pipeline, `set role ${role}; ${statement}`)).rejects.toThrow("permission denied");
    }
  }
  expect(
    await ask(
      pipeline,
      `select grantee, string_agg(privilege_type, ',' order by privilege_type) as may from information_schema.role_table_grants
       where table_schema = 'ops' and table_name = 'reject_outcomes' and grantee like 'trialflow%' group by 1 order by 1`,
    ),
  ).toEqual([
    { grantee: "trialflow_loader", may: "INSERT,SELECT" },
    { grantee: "trialflow_transformer", may: "INSERT,SELECT" },
  ]);
});
