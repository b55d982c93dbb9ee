import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { describe, expect, test } from "vitest";
import { acceptedValues, adjustSuite, type Check, columnOrder, notNull, rowCondition, suite } from "../src/index.ts";
import { authors, books, lastYearsBooks, visits } from "./support/library.ts";

const check = (name: string, more: Partial<Check> = {}): Check => ({
  ...notNull({ name, severity: "error", description: "A rule.", column: books.title }),
  ...more,
});
const declare = (...checks: ReadonlyArray<Check>) => suite({ name: "library", version: "1", checks });
const about = { name: "rule", severity: "error", description: "A rule." } as const;

describe("a suite is refused", () => {
  test.each([
    ["without a check", [], "it has no check and would pass everything"],
    ["with two checks of one name", [check("a"), check("a")], "two checks are named a"],
    ["with a name that is not snake_case", [check("Title is there")], '"Title is there" is not in snake_case'],
    ["with a negative tolerance", [check("a", { tolerance: { maxFailedCount: -1 } })], "a tolerates -1 rows"],
    ["with a share above 1", [check("a", { tolerance: { maxFailedShare: 5 } })], "a tolerates a share of 5"],
    ["with a share that is no number", [check("a", { tolerance: { maxFailedShare: Number.NaN } })], "a share of NaN"],
  ])("%s", (_, checks, message) => {
    expect(() => declare(...checks)).toThrow(message);
  });
});

describe("a check is refused", () => {
  test("on a table without a primary key, unless it is given a key", () => {
    const options = { ...about, column: visits.visitors };
    expect(() => notNull(options)).toThrow("library.visits has no primary key");
    expect(notNull({ ...options, key: [visits.day] }).key).toEqual([visits.day]);
  });

  test("when it looks at columns of two tables", () => {
    expect(() => columnOrder({ ...about, lower: books.isbn, upper: lastYearsBooks.isbn })).toThrow(
      "library.last_years_books.isbn is not a column of library.books",
    );
    expect(() => rowCondition({ ...about, table: books, holds: sql`true`, key: [authors.name] })).toThrow(
      "library.authors.name is not a column of library.books",
    );
  });

  test("when it accepts no value", () => {
    expect(() => acceptedValues({ ...about, column: books.language, values: [] })).toThrow("no value is accepted");
  });
});

describe("adjusting a suite", () => {
  const original = declare(check("a"), check("b", { tolerance: { maxFailedCount: 1 } }));

  test("changes severity and tolerance of the named checks alone", async () => {
    const adjusted = await Effect.runPromise(adjustSuite(original, { b: { severity: "warn", tolerance: {} } }));
    expect(adjusted.checks.map(({ name, severity, tolerance }) => [name, severity, tolerance])).toEqual([
      ["a", "error", {}],
      ["b", "warn", {}],
    ]);
    expect(original.checks[1]?.severity).toBe("error");
  });

  test("refuses a name that the suite does not have", async () => {
    const error = await Effect.runPromise(Effect.flip(adjustSuite(original, { c: { severity: "warn" } })));
    expect(error).toMatchObject({ _tag: "QualityError", reason: { _tag: "UnknownCheck", unknown: ["c"] } });
    expect(error.message).toBe("The suite library has no check c. It has a, b.");
    expect(error.isRetryable).toBe(false);
  });

  test("leaves what it does not name as it is", async () => {
    const adjusted = await Effect.runPromise(adjustSuite(original, { b: { severity: "warn" } }));
    expect(adjusted.checks[1]?.tolerance).toEqual({ maxFailedCount: 1 });
  });
});
