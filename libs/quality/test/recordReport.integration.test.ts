import { Database } from "@trialflow/database";
import { checkFailures, checkResults, checkRuns } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notNull, range, recordReport, rowCount, runSuite, suite } from "../src/index.ts";
import { books, createLibrary } from "./support/library.ts";
import { executeAll, openStage, type Stage } from "./support/rehearse.ts";
import { loadId, runId, stageTrials } from "./support/stagedTrials.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(Effect.andThen(stageTrials, executeAll(createLibrary)));
});
afterAll(() => stage.close());

const library = suite({
  name: "library",
  version: "3",
  checks: [
    notNull({
      name: "title_is_filled",
      severity: "warn",
      description: "Every book has a title.",
      column: books.title,
      tolerance: { maxFailedCount: 0, maxFailedShare: 0.5 },
    }),
    range({
      name: "pages_are_few",
      severity: "error",
      description: "At most 250 pages.",
      column: books.pages,
      max: 250,
    }),
    rowCount({ name: "there_are_books", severity: "error", description: "There is a book.", table: books, min: 1 }),
  ],
});

const ledger = Effect.gen(function* () {
  const { query } = yield* Database;
  return {
    runs: yield* query("test", (db) => db.select().from(checkRuns)),
    results: yield* query("test", (db) => db.select().from(checkResults).orderBy(checkResults.check_name)),
    failures: yield* query("test", (db) =>
      db.select().from(checkFailures).orderBy(checkFailures.check_name, checkFailures.ordinal),
    ),
  };
});

const recorded = (sampleSize = 20) =>
  Effect.gen(function* () {
    const report = yield* runSuite(library, { runId, loadId, sampleSize });
    yield* recordReport(report);
    return { report, ...(yield* ledger) };
  });

test("a report is recorded as it is", async () => {
  const { report, runs, results, failures } = await stage.rehearse([], recorded());
  const check_run_id = report.checkRunId;
  expect(runs).toEqual([
    {
      check_run_id,
      run_id: runId,
      load_id: loadId,
      suite: "library",
      suite_version: "3",
      verdict: "failed",
      passed_count: 1,
      warned_count: 1,
      failed_count: 1,
      started_at: new Date(report.startedAt),
      duration_ms: report.durationMs,
    },
  ]);
  expect(results).toMatchObject([
    {
      check_run_id,
      check_name: "pages_are_few",
      kind: "range",
      severity: "error",
      status: "failed",
      checked_count: 4,
      failed_count: 2,
      max_failed_count: null,
      max_failed_share: null,
      observed: null,
    },
    {
      check_run_id,
      check_name: "there_are_books",
      kind: "row_count",
      status: "passed",
      checked_count: 1,
      failed_count: 0,
      observed: 4,
    },
    {
      check_run_id,
      check_name: "title_is_filled",
      table_name: "library.books",
      status: "warned",
      failed_count: 1,
      max_failed_count: 0,
      max_failed_share: 0.5,
      description: "Every book has a title.",
    },
  ]);
  expect(failures).toEqual([
    { check_run_id, check_name: "pages_are_few", ordinal: 1, row_key: { isbn: "111" }, row_values: { pages: 300 } },
    { check_run_id, check_name: "pages_are_few", ordinal: 2, row_key: { isbn: "222" }, row_values: { pages: 700 } },
    {
      check_run_id,
      check_name: "title_is_filled",
      ordinal: 1,
      row_key: { isbn: "333" },
      row_values: { book_title: null },
    },
  ]);
});

test("more failing rows than one statement takes are all recorded", async () => {
  const many = sql`insert into library.books (isbn, pages) select 'x' || n, 1000 from generate_series(1, 14000) as n`;
  const { failures } = await stage.rehearse([many], recorded(20_000));
  expect(failures).toHaveLength(14_002 + 14_001);
});

test("the record stands and falls with the transaction around it", async () => {
  const body = Effect.andThen(recorded(), Effect.fail("no"));
  await stage.run(Effect.flip(Effect.flatMap(Database, ({ transaction }) => transaction({ operation: "test" }, body))));
  expect((await stage.run(ledger)).runs).toEqual([]);
});

test("a report is recorded once, and the second attempt leaves nothing behind", async () => {
  const report = await stage.run(runSuite(library, { runId, loadId }));
  await stage.run(recordReport(report));
  const before = await stage.run(ledger);
  const error = await stage.run(Effect.flip(recordReport(report)));
  expect(error).toMatchObject({ _tag: "DatabaseError", reason: "ConstraintViolated" });
  expect(await stage.run(ledger)).toEqual(before);
});

test("a report whose load is not in the ledger leaves nothing behind", async () => {
  const before = await stage.run(ledger);
  const report = await stage.run(runSuite(library, { runId, loadId: 99 }));
  expect(await stage.run(Effect.flip(recordReport(report)))).toMatchObject({ _tag: "DatabaseError" });
  expect(await stage.run(ledger)).toEqual(before);
});

test("a report that the ledger refuses in its middle leaves nothing behind", async () => {
  const before = await stage.run(ledger);
  const report = await stage.run(runSuite(library, { runId, loadId }));
  const impossible = report.results.map((result) => ({ ...result, failedCount: result.checkedCount + 1 }));
  const error = await stage.run(Effect.flip(recordReport({ ...report, results: impossible })));
  expect(error).toMatchObject({ _tag: "DatabaseError", reason: "ConstraintViolated" });
  expect(error.message).toContain("failed_count_is_within_checked");
  expect(await stage.run(ledger)).toEqual(before);
});

test("a report that belongs to no run is refused", async () => {
  const error = await stage.run(Effect.flip(Effect.flatMap(runSuite(library), recordReport)));
  expect(error).toMatchObject({ _tag: "QualityError", reason: { _tag: "ReportHasNoRun" } });
  expect(error.message).toContain("Give runSuite the run's id.");
});
