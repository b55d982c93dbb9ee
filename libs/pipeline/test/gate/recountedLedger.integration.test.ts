import { beforeEach, describe, expect, test } from "vitest";
import { defaultSource, planIngest, type RunReport } from "../../src/index.ts";
import { csv, line, nctId, trial, trials } from "../support/trialCsv.ts";
import { analyticsIn, ask, dataOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

const rows = "every_row_of_the_load_is_accounted_for";
const counts = "ledger_counts_what_the_load_has";
const staged = "every_trial_of_the_load_is_staged_or_set_aside";

const brokenOf = (report: RunReport) =>
  report.checks?.results.filter(({ status }) => status === "failed").map(({ name }) => name);

/** 104 rows: 100 trials, of which one has no title; one without an NCT number, one twice, one that contradicts, one that cannot be read. */
const content = csv([
  ...trials(100, (n) => (n === 7 ? { title: "" } : {})),
  trial(101, { nct_number: "none" }),
  trial(1),
  trial(2, { title: "Contradicts" }),
  "1,2,3",
]);

let pipeline: TestPipeline;
let file: string;
beforeEach(async () => {
  pipeline = await createTestPipeline();
  file = writeInput(pipeline, "trials.csv", content);
});

/** Stages the file, then does something behind the program's back. */
const stageAnd = async (...statements: ReadonlyArray<string>) => {
  await pipeline.ingest([file], ["acquire", "load", "transform"]);
  for (const statement of statements) await ask(pipeline, statement);
};

const removals: ReadonlyArray<readonly [string, ReadonlyArray<string>, ReadonlyArray<string>]> = [
  ["a row of raw", ["delete from raw.ctgov_legacy_csv_rows where row_number = 102"], [rows, counts]],
  ["the reject of a row", ["delete from ops.rejects where scope = 'file_row'"], [rows, counts]],
  [
    "the reject of a row without an NCT number",
    ["delete from ops.rejects where reason_code = 'invalid_nct_id'"],
    [rows],
  ],
  ["the reject of a record", ["delete from ops.rejects where field is not null and scope = 'record'"], [staged]],
  [
    "a trial of staging",
    [
      `do $$ declare name text; begin
         for name in select table_name from information_schema.columns where table_schema = 'staging' and column_name = 'nct_id'
           order by table_name = 'trials' loop
           execute format('delete from staging.%I where nct_id = %L', name, '${nctId(5)}');
         end loop; end $$`,
    ],
    [staged],
  ],
  [
    "the truth from the ledger",
    ["update ops.loads set rows_new = rows_new - 1, rows_rejected = rows_rejected + 1"],
    [counts],
  ],
];

describe("the gate recounts the ledger", () => {
  test("and is open when every row is where it belongs", async () => {
    const report = await pipeline.ingest([file]);
    expect(report).toMatchObject({
      status: "succeeded",
      loads: [{ read: 104, new: 100, duplicate: 1, rejected: 3 }],
      published: { trials: 99 },
    });
    const recounted = report.checks?.results.filter(({ kind }) => kind === "balance");
    expect(recounted?.map(({ name, checkedCount, status }) => [name, checkedCount, status])).toEqual([
      [rows, 104, "passed"],
      [counts, 6, "passed"],
      [staged, 100, "passed"],
    ]);
  });

  test.each(removals)("and closes when %s was taken away", async (_, statements, expected) => {
    await stageAnd(...statements);
    const before = analyticsIn(await dataOf(pipeline));
    const report = await pipeline.ingest([file], ["check", "publish"]);
    expect(report).toMatchObject({ status: "gate_failed", published: null });
    expect(brokenOf(report)).toEqual(expected);
    expect(analyticsIn(await dataOf(pipeline))).toEqual(before);
  });

  test("also for what a former run loaded and a plan brings on", async () => {
    await stageAnd("delete from raw.ctgov_legacy_csv_rows where row_number = 102");
    const plan = await pipeline.run(planIngest({ source: defaultSource, files: [file] }));
    expect(plan.outcome).toMatchObject({ verdict: "gate_closed" });
    expect(plan.outcome.brokenChecks.flatMap(({ name, status }) => (status === "failed" ? [name] : []))).toEqual([
      rows,
      counts,
    ]);
  });

  test("and says which row is missing, and how many were found and expected", async () => {
    await stageAnd("delete from raw.ctgov_legacy_csv_rows where row_number = 102");
    await pipeline.ingest([file], ["check"]);
    expect(
      await ask(
        pipeline,
        "select check_name, row_key, row_values from ops.check_failures where check_name like '%load%' order by check_name, ordinal",
      ),
    ).toEqual([
      {
        check_name: rows,
        row_key: { load_id: 1, row_number: 102 },
        row_values: { found: 0, expected: 1, disposition: null, rejects: 0 },
      },
      { check_name: counts, row_key: { load_id: 1, count: "rows_duplicate" }, row_values: { found: 0, expected: 1 } },
      { check_name: counts, row_key: { load_id: 1, count: "rows_read" }, row_values: { found: 103, expected: 104 } },
    ]);
  });

  test("of a load that is inserted into the past, and of the present that comes back after it", async () => {
    const dated = (date: string, count: number) =>
      writeInput(pipeline, `trials-${date}.csv`, csv([...trials(count), line(trial(1)), "1,2,3"]));
    await pipeline.ingest([dated("2020-05-01", 40), dated("2020-07-01", 44)]);
    const past = await pipeline.ingest([dated("2020-06-01", 42)], undefined, { isInsertedIntoPast: true });
    expect(past).toMatchObject({ status: "succeeded", loads: [{ status: "loaded", read: 44 }] });
    const judged = await ask(
      pipeline,
      `select load_id::int, check_results.checked_count::int as checked, check_results.failed_count::int as failed
       from ops.check_results join ops.check_runs using (check_run_id) where check_name = '${rows}' order by check_runs.started_at`,
    );
    expect(judged).toEqual([
      { load_id: 1, checked: 42, failed: 0 },
      { load_id: 2, checked: 46, failed: 0 },
      { load_id: 3, checked: 44, failed: 0 },
      { load_id: 2, checked: 46, failed: 0 },
    ]);
  });

  test("of an increment whose record is set aside, so that the trial's earlier one stands again", async () => {
    await pipeline.ingest([writeInput(pipeline, "all.csv", csv(trials(40)))]);
    const part = csv([...trials(30, (n) => ({ title: n === 3 ? "" : "Another" })), trial(41)]);
    const report = await pipeline.ingest([writeInput(pipeline, "part.csv", part)], undefined, { extent: "increment" });
    expect(brokenOf(report)).toEqual([]);
    expect(report).toMatchObject({ status: "succeeded", published: { trials: 41 } });
    expect(report.checks?.results.find(({ name }) => name === staged)).toMatchObject({ checkedCount: 41 });
  });
});
