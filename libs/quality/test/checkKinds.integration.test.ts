import { type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import { TestClock } from "effect/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  acceptedValues,
  type Check,
  columnOrder,
  counterpart,
  customSql,
  dateOrder,
  distributionChange,
  type FailingRow,
  freshness,
  measure,
  notNull,
  pattern,
  range,
  relationship,
  rowCondition,
  rowCount,
  rowCountChange,
  runSuite,
  suite,
  unique,
} from "../src/index.ts";
import { authors, books, createLibrary, lastYearsBooks, loans } from "./support/library.ts";
import { executeAll, openStage, type Stage } from "./support/rehearse.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(executeAll(createLibrary));
});
afterAll(() => stage.close());

/** The clock stands at noon of this day. */
const now = new Date("2020-01-05T10:00:00Z");
const resultOf = async (check: Check, statements: ReadonlyArray<SQL>) => {
  const report = await stage.rehearse(
    statements,
    Effect.andThen(
      TestClock.setTime(now.getTime()),
      runSuite(suite({ name: "library", version: "1", checks: [check] })),
    ).pipe(Effect.provide(TestClock.layer())),
  );
  return report.results[0]!;
};

const about = { name: "rule", severity: "error", description: "A rule." } as const;
const written = { date: books.writtenOn, precision: books.writtenPrecision };
const printed = { date: books.printedOn, precision: books.printedPrecision };

interface Case {
  readonly title: string;
  readonly check: Check;
  readonly breaks: SQL;
  readonly failing: ReadonlyArray<FailingRow>;
  readonly checked: number;
  readonly observed?: number | null;
}

const cases: ReadonlyArray<Case> = [
  {
    title: "notNull finds an empty cell",
    check: notNull({ ...about, column: books.isbn, where: sql`${books.title} is not null` }),
    breaks: sql`alter table library.books drop constraint books_pkey; alter table library.books alter isbn drop not null;
      update library.books set isbn = null where isbn = '222'`,
    failing: [{ key: { isbn: null }, values: { isbn: null } }],
    checked: 3,
  },
  {
    title: "unique finds both rows of a pair and passes over NULL",
    check: unique({ ...about, columns: [books.title] }),
    breaks: sql`update library.books set book_title = 'Flush' where isbn = '111'`,
    failing: [
      { key: { isbn: "111" }, values: { book_title: "Flush" } },
      { key: { isbn: "444" }, values: { book_title: "Flush" } },
    ],
    checked: 3,
  },
  {
    title: "unique compares several columns together and keys keep all their digits",
    check: unique({ ...about, columns: [loans.isbn, loans.reader] }),
    breaks: sql`insert into library.loans values ('222', 9007199254740995, 'Ann')`,
    failing: [
      { key: { isbn: "222", loan_number: "9007199254740993" }, values: { isbn: "222", reader: "Ann" } },
      { key: { isbn: "222", loan_number: "9007199254740995" }, values: { isbn: "222", reader: "Ann" } },
    ],
    checked: 4,
  },
  {
    title: "unique compares only rows that its filter takes",
    check: unique({
      ...about,
      columns: [books.authorId],
      where: sql`${books.pages} < 200 or ${books.language} = 'de'`,
    }),
    breaks: sql`update library.books set author_id = 1 where isbn = '222'`,
    failing: [
      { key: { isbn: "222" }, values: { author_id: 1 } },
      { key: { isbn: "444" }, values: { author_id: 1 } },
    ],
    checked: 2,
  },
  {
    title: "acceptedValues finds a value that is not in the list",
    check: acceptedValues({ ...about, column: books.language, values: ["en", "de"] }),
    breaks: sql`update library.books set language = 'fr' where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { language: "fr" } }],
    checked: 4,
  },
  {
    title: "pattern finds text that does not match",
    check: pattern({ ...about, column: books.title, regex: "^[A-Z]" }),
    breaks: sql`update library.books set book_title = 'orlando' where isbn = '111'`,
    failing: [{ key: { isbn: "111" }, values: { book_title: "orlando" } }],
    checked: 4,
  },
  {
    title: "range finds a number above its upper bound and includes the bound",
    check: range({ ...about, column: books.pages, min: 160, max: 700 }),
    breaks: sql`update library.books set pages = 701 where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { pages: 701 } }],
    checked: 4,
  },
  {
    title: "range finds a number below its lower bound, with all its digits",
    check: range({ ...about, column: books.price, min: "8" }),
    breaks: sql`update library.books set price = 7.99999999999999999999 where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { price: "7.99999999999999999999" } }],
    checked: 4,
  },
  {
    title: "range finds a date out of bounds",
    check: range({ ...about, column: books.writtenOn, max: "1933-01-01" }),
    breaks: sql`update library.books set written_on = '1933-01-02' where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { written_on: "1933-01-02" } }],
    checked: 4,
  },
  {
    title: "range finds a timestamp out of bounds",
    check: range({ ...about, column: books.addedAt, max: new Date("2020-01-03T10:00:00Z") }),
    breaks: sql`update library.books set added_at = '2020-01-03T10:00:00.001Z' where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { added_at: "2020-01-03T10:00:00.001+00:00" } }],
    checked: 4,
  },
  {
    title: "relationship finds a value without its counterpart",
    check: relationship({ ...about, column: books.authorId, references: authors.author_id }),
    breaks: sql`update library.books set author_id = 3 where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { author_id: 3 } }],
    checked: 3,
  },
  {
    title: "relationship works within one table",
    check: relationship({ ...about, column: books.sequelOf, references: books.isbn }),
    breaks: sql`update library.books set sequel_of = '999' where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { sequel_of: "999" } }],
    checked: 2,
  },
  {
    title: "relationship refers to a column that is no key, whose value may stand there twice",
    check: relationship({ ...about, column: lastYearsBooks.language, references: books.language }),
    breaks: sql`update library.last_years_books set language = 'it' where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { language: "it" } }],
    checked: 3,
  },
  {
    title: "relationship looks only at rows that its filter takes",
    check: relationship({
      ...about,
      column: books.authorId,
      references: authors.author_id,
      where: sql`${books.language} = 'de' or false`,
    }),
    breaks: sql`update library.books set author_id = 3`,
    failing: [{ key: { isbn: "222" }, values: { author_id: 3 } }],
    checked: 1,
  },
  {
    title: "counterpart finds a row that has none and is to have one",
    check: counterpart({
      ...about,
      table: books,
      where: sql`${books.isbn} = '111' or ${books.isbn} = '222'`,
      counterpart: sql`select from ${loans} where ${loans.isbn} = ${books.isbn}`,
      isExpected: true,
      shows: [books.title],
    }),
    breaks: sql`delete from library.loans where isbn = '222'`,
    failing: [{ key: { isbn: "222" }, values: { book_title: "Buddenbrooks" } }],
    checked: 2,
  },
  {
    title: "counterpart finds a row that has one and is to have none, once",
    check: counterpart({
      ...about,
      table: books,
      counterpart: sql`select from ${loans} where ${loans.isbn} = ${books.isbn} and ${loans.reader} = 'Zoe'`,
      isExpected: false,
    }),
    breaks: sql`insert into library.loans values ('444', 1, 'Zoe'), ('444', 2, 'Zoe')`,
    failing: [{ key: { isbn: "444" }, values: {} }],
    checked: 4,
  },
  {
    title: "columnOrder finds a pair in the wrong order",
    check: columnOrder({ ...about, lower: books.writtenOn, upper: books.printedOn }),
    breaks: sql`update library.books set printed_on = '1928-02-29' where isbn = '111'`,
    failing: [{ key: { isbn: "111" }, values: { written_on: "1928-03-01", printed_on: "1928-02-29" } }],
    checked: 4,
  },
  {
    title: "dateOrder finds periods that exclude the order",
    check: dateOrder({ ...about, earlier: written, later: printed }),
    breaks: sql`update library.books set printed_on = '1928-02-01', printed_precision = 'month' where isbn = '111'`,
    failing: [
      {
        key: { isbn: "111" },
        values: {
          written_on: "1928-03-01",
          written_precision: "month",
          printed_on: "1928-02-01",
          printed_precision: "month",
        },
      },
    ],
    checked: 4,
  },
  {
    title: "rowCondition finds a row for which it is false, an OR in condition and filter included",
    check: rowCondition({
      ...about,
      table: books,
      holds: sql`${books.pages} < 500 or ${books.language} = 'de'`,
      where: sql`${books.isbn} = '111' or ${books.isbn} = '222'`,
      shows: [books.pages, books.language],
    }),
    breaks: sql`update library.books set language = 'en', pages = 900 where isbn in ('222', '444')`,
    failing: [{ key: { isbn: "222" }, values: { pages: 900, language: "en" } }],
    checked: 2,
  },
  {
    title: "customSql finds the keys that its query returns, each once",
    check: customSql({
      ...about,
      table: loans,
      key: [loans.isbn],
      failing: sql`select ${loans.isbn}, count(*) over (partition by ${loans.isbn}) as loan_count from ${loans} where ${loans.reader} = 'Zoe'`,
    }),
    breaks: sql`insert into library.loans values ('111', 3, 'Zoe'), ('111', 4, 'Zoe')`,
    failing: [{ key: { isbn: "111" }, values: { loan_count: 2 } }],
    checked: 2,
  },
  {
    title: "rowCount finds too few rows",
    check: rowCount({ ...about, table: books, min: 2, where: sql`${books.language} = 'en' or false` }),
    breaks: sql`delete from library.books where isbn = '111'`,
    failing: [],
    checked: 1,
    observed: 1,
  },
  {
    title: "rowCount finds too many rows",
    check: rowCount({ ...about, table: books, max: 4 }),
    breaks: sql`insert into library.books (isbn) values ('555')`,
    failing: [],
    checked: 1,
    observed: 5,
  },
  {
    title: "rowCountChange finds a loss of more than half",
    check: rowCountChange({ ...about, table: books, previous: lastYearsBooks, minRatio: 0.5 }),
    breaks: sql`delete from library.books where isbn <> '111'`,
    failing: [],
    checked: 1,
    observed: 0.25,
  },
  {
    title: "rowCountChange finds a gain of more than a factor",
    check: rowCountChange({ ...about, table: books, previous: lastYearsBooks, maxRatio: 3 }),
    breaks: sql`delete from library.last_years_books where isbn <> '111'`,
    failing: [],
    checked: 1,
    observed: 4,
  },
  {
    title: "freshness finds a newest timestamp that is too old",
    check: freshness({ ...about, column: books.addedAt, maxAge: "2 days" }),
    breaks: sql`delete from library.books where isbn = '444'`,
    failing: [],
    checked: 1,
    observed: 3,
  },
  {
    title: "freshness fails without any date",
    check: freshness({ ...about, column: books.addedAt, maxAge: "2 days" }),
    breaks: sql`update library.books set added_at = null`,
    failing: [],
    checked: 1,
    observed: null,
  },
  {
    title: "freshness reads a date as its midnight in UTC",
    check: freshness({ ...about, column: books.printedOn, maxAge: { days: 1.5 }, where: sql`${books.isbn} = '555'` }),
    breaks: sql`update library.books set printed_on = '2020-01-03' where isbn = '555'`,
    failing: [],
    checked: 1,
    observed: 2 + 10 / 24,
  },
  {
    title: "distributionChange finds shares that moved, the largest first",
    check: distributionChange({
      ...about,
      column: books.language,
      previous: lastYearsBooks.language,
      maxDistance: 0.25,
    }),
    breaks: sql`update library.books set language = 'fr' where isbn in ('111', '444')`,
    failing: [
      { key: { language: "en" }, values: { share_before: 0.5, share_now: 0 } },
      { key: { language: "fr" }, values: { share_before: 0, share_now: 0.5 } },
    ],
    checked: 1,
    observed: 0.5,
  },
  {
    title: "distributionChange takes an emptied table for a complete change",
    check: distributionChange({
      ...about,
      column: books.language,
      previous: lastYearsBooks.language,
      maxDistance: 0.9,
    }),
    breaks: sql`delete from library.books`,
    failing: [
      { key: { language: "en" }, values: { share_before: 0.5, share_now: 0 } },
      { key: { language: "de" }, values: { share_before: 0.25, share_now: 0 } },
      { key: { language: null }, values: { share_before: 0.25, share_now: 0 } },
    ],
    checked: 1,
    observed: 1,
  },
  {
    title: "measure finds a number out of bounds",
    check: measure({ ...about, table: books, value: () => sql`(select avg(${books.pages}) from ${books})`, max: 400 }),
    breaks: sql`update library.books set pages = 1340 where isbn = '444'`,
    failing: [],
    checked: 1,
    observed: 780,
  },
];

/** What must be there for a check to pass that the shared rows do not have. */
const preparation = sql`insert into library.books (isbn, printed_on) values ('555', '2020-01-04')`;
const needsPreparation = (check: Check) => check.kind === "freshness" && check.where !== undefined;

describe("each kind of check", () => {
  for (const { title, check, breaks, failing, checked, observed = null } of cases) {
    test(title, async () => {
      const before = needsPreparation(check) ? [preparation] : [];
      const passing = await resultOf(check, before);
      expect(passing).toMatchObject({ status: "passed", failedCount: 0, share: 0, sample: [] });
      const broken = await resultOf(check, [...before, breaks]);
      const failedCount = broken.kind === "distribution_change" ? 1 : Math.max(failing.length, 1);
      expect(broken).toMatchObject({
        status: "failed",
        kind: check.kind,
        checkedCount: checked,
        failedCount,
        share: failedCount / checked,
        sample: failing,
      });
      if (observed === null) expect(broken.observed).toBeNull();
      else expect(broken.observed).toBeCloseTo(observed, 9);
    });
  }

  test("has at least one case here", () => {
    const kinds = new Set(cases.map(({ check }) => check.kind));
    expect([...kinds].sort()).toEqual([
      "accepted_values",
      "column_order",
      "custom_sql",
      "date_order",
      "distribution_change",
      "freshness",
      "measure",
      "not_null",
      "pattern",
      "range",
      "relationship",
      "row_condition",
      "row_count",
      "row_count_change",
      "unique",
    ]);
  });
});

describe("without anything to compare", () => {
  const nothing = [sql`delete from library.last_years_books`];
  test.each([
    rowCountChange({ ...about, table: books, previous: lastYearsBooks, minRatio: 0.5 }),
    distributionChange({ ...about, column: books.language, previous: lastYearsBooks.language, maxDistance: 0.1 }),
    measure({ ...about, table: books, value: () => sql`null`, min: 1 }),
  ])("$kind passes and says that it checked nothing", async (check) => {
    expect(await resultOf(check, nothing)).toMatchObject({ status: "passed", checkedCount: 0, observed: null });
  });

  test("row checks on an empty table pass with nothing checked", async () => {
    const result = await resultOf(notNull({ ...about, column: books.isbn }), [sql`delete from library.books`]);
    expect(result).toMatchObject({ status: "passed", checkedCount: 0, failedCount: 0, share: 0 });
  });
});
