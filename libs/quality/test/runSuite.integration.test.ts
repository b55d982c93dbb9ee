import type { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { integer, pgSchema } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Check,
  customSql,
  measure,
  notNull,
  pattern,
  range,
  rowCondition,
  rowCount,
  runSuite,
  suite,
  unique,
} from "../src/index.ts";
import { books, createLibrary, loans } from "./support/library.ts";
import { executeAll, openStage, type Stage } from "./support/rehearse.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  // Only the other team's tables are there: running a suite needs nothing of Trialflow's own.
  await stage.run(executeAll([...createLibrary, sql`drop schema raw, staging, analytics, ops cascade`]));
});
afterAll(() => stage.close());

const about = (name: string) => ({ name, severity: "error", description: "A rule." }) as const;
const declare = (...checks: ReadonlyArray<Check>) => suite({ name: "library", version: "1", checks });

const titleIsFilled = notNull({ ...about("title_is_filled"), column: books.title });
const pagesArePlausible = range({ ...about("pages_are_plausible"), column: books.pages, max: 250 });
const isbnIsNumeric = pattern({ ...about("isbn_is_numeric"), column: books.isbn, regex: "^[0-9]+$" });
const titleIsUnique = unique({ ...about("title_is_unique"), columns: [books.title] });
const thereAreLoans = rowCount({ ...about("there_are_loans"), table: loans, min: 1 });
const divides = rowCondition({ ...about("pages_divide"), table: books, holds: sql`${books.pages} / 0 > 1` });

describe("running a suite", () => {
  test("reports its checks in their order, whatever the order of execution", async () => {
    const checks = [thereAreLoans, titleIsFilled, titleIsUnique, pagesArePlausible];
    const report = await stage.run(runSuite(declare(...checks)));
    expect(report.results.map(({ name }) => name)).toEqual(checks.map(({ name }) => name));
    expect(report).toMatchObject({ suite: "library", suiteVersion: "1", verdict: "failed", runId: null, loadId: null });
    expect(report.checkRunId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("counts many checks in one scan as it counts each alone", async () => {
    const checks = [titleIsFilled, pagesArePlausible, isbnIsNumeric];
    const strip = ({ durationMs: _, ...result }: { durationMs: number }) => result;
    const together = await stage.run(runSuite(declare(...checks)));
    const alone = await Promise.all(checks.map((check) => stage.run(runSuite(declare(check)))));
    expect(together.results.map(strip)).toEqual(alone.flatMap((report) => report.results.map(strip)));
    expect(together.results.map(({ failedCount }) => failedCount)).toEqual([1, 2, 0]);
  });

  test("counts all failing rows however few it brings back", async () => {
    const run = (sampleSize: number) => stage.run(runSuite(declare(pagesArePlausible), { sampleSize }));
    expect((await run(1)).results[0]).toMatchObject({ failedCount: 2, sample: [{ key: { isbn: "111" } }] });
    expect((await run(0)).results[0]).toMatchObject({ failedCount: 2, sample: [] });
  });

  test("brings back twenty failing rows unless told otherwise", async () => {
    const many = sql`insert into library.books (isbn, pages) select 'x' || n, 1000 from generate_series(1, 50) as n`;
    const report = await stage.rehearse([many], runSuite(declare(pagesArePlausible)));
    expect(report.results[0]?.failedCount).toBe(52);
    expect(report.results[0]?.sample).toHaveLength(20);
  });

  test("shows rows that are within the tolerance and warns of them", async () => {
    const check = { ...titleIsFilled, tolerance: { maxFailedCount: 1 } };
    const report = await stage.run(runSuite(declare(check)));
    expect(report.verdict).toBe("warned");
    expect(report.results[0]).toMatchObject({ status: "warned", failedCount: 1, sample: [{ key: { isbn: "333" } }] });
  });

  test("sees what the current transaction has written and nobody else can see", async () => {
    const report = await stage.rehearse([sql`delete from library.loans`], runSuite(declare(thereAreLoans)));
    expect(report.verdict).toBe("failed");
    expect((await stage.run(runSuite(declare(thereAreLoans)))).verdict).toBe("passed");
  });

  test("leaves the current transaction usable for what follows", async () => {
    const body = Effect.gen(function* () {
      yield* runSuite(declare(titleIsFilled, pagesArePlausible));
      yield* executeAll([sql`insert into library.authors values (9, 'Kafka')`]);
      return (yield* runSuite(declare(titleIsFilled, pagesArePlausible))).verdict;
    });
    expect(await stage.rehearse([], body)).toBe("failed");
  });

  test("cannot write, in a transaction of its own", async () => {
    const writes = measure({
      ...about("numbers_are_drawn"),
      table: books,
      value: () => sql`nextval('library.numbers')`,
      min: 0,
    });
    await stage.run(executeAll([sql`create sequence library.numbers`]));
    const error = await stage.run(Effect.flip(runSuite(declare(writes))));
    expect(error).toMatchObject({ _tag: "QualityError", reason: { _tag: "CheckBroken", sqlState: "25006" } });
  });

  test("gives a report that survives JSON", async () => {
    const report = await stage.run(runSuite(declare(titleIsFilled, titleIsUnique, thereAreLoans)));
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test("tells a check what it is run for", async () => {
    const isLoad = measure({
      ...about("load_is_seven"),
      table: books,
      value: ({ loadId, runId }) => sql`${loadId}::int + length(${runId}::text)`,
      min: 10,
      max: 10,
    });
    const report = await stage.run(runSuite(declare(isLoad), { runId: "abc", loadId: 7 }));
    expect(report).toMatchObject({ verdict: "passed", runId: "abc", loadId: 7 });
  });
});

describe("a check that cannot be executed", () => {
  const expectBroken = async (check: Check, sqlState: string, ...others: ReadonlyArray<Check>) => {
    for (const mode of [stage.run, <A, E>(effect: Effect.Effect<A, E, Database>) => stage.rehearse([], effect)]) {
      const error = await mode(Effect.flip(runSuite(declare(...others, check))));
      expect(error).toMatchObject({
        _tag: "QualityError",
        reason: { _tag: "CheckBroken", check: check.name, sqlState },
      });
      expect(error.message).toContain(`The check ${check.name} of suite library could not be executed on `);
      expect(error.isRetryable).toBe(false);
    }
  };

  test("is named, also when it was counted in one scan with others", async () => {
    await expectBroken(divides, "22012");
    await expectBroken(divides, "22012", titleIsFilled, pagesArePlausible);
  });

  test("is named when its table is not there", async () => {
    const missing = pgSchema("library").table("missing", { id: integer().primaryKey() });
    await expectBroken(notNull({ ...about("id_is_filled"), column: missing.id }), "42P01", titleIsFilled);
  });

  test("is named when its query does not return its key", async () => {
    const check = customSql({ ...about("is_odd"), table: books, failing: sql`select 1 as one` });
    await expectBroken(check, "42703", titleIsFilled);
  });

  test("is named when its query returns keys that the table does not have", async () => {
    const check = customSql({
      ...about("is_odd"),
      table: books,
      failing: sql`select n::text as isbn from generate_series(1, 5) as n`,
    });
    const error = await stage.run(Effect.flip(runSuite(declare(check))));
    expect(error).toMatchObject({
      reason: { _tag: "CountsContradict", check: "is_odd", checkedCount: 4, failedCount: 5 },
    });
  });

  test("is not blamed for a lost connection", async () => {
    const holds = sql`pg_terminate_backend(pg_backend_pid())`;
    const ends = rowCondition({ ...about("ends"), table: books, holds });
    const error = await stage.run(Effect.flip(runSuite(declare(titleIsFilled, ends))));
    expect(error).toMatchObject({ _tag: "DatabaseError", reason: "ConnectionLost", isRetryable: true });
  });

  test("is not blamed for another transaction in its way, and not tried again", async () => {
    const conflict = sql`create function library.conflict() returns boolean language plpgsql
      as $$ begin raise 'could not serialize access' using errcode = '40001'; end $$`;
    const holds = sql`library.conflict()`;
    const collides = rowCondition({ ...about("collides"), table: books, holds });
    const errorOf = (...checks: ReadonlyArray<Check>) =>
      stage.rehearse([conflict], Effect.flip(runSuite(declare(...checks))));
    const expected = { _tag: "DatabaseError", reason: "Conflict", sqlState: "40001", isRetryable: true };
    expect(await errorOf(collides)).toMatchObject(expected);
    expect(await errorOf(titleIsFilled, collides)).toMatchObject({ ...expected, operation: "quality.scan" });
  });
});

test("a report is given also where the suite is run by two at once", async () => {
  const both = Effect.all([runSuite(declare(titleIsFilled)), runSuite(declare(titleIsFilled))], { concurrency: 2 });
  const [one, other] = await stage.run(both);
  expect(one.checkRunId).not.toBe(other.checkRunId);
});
