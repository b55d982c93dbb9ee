import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unique } from "../src/index.ts";
import { books } from "./support/library.ts";
import { openShelf } from "./support/openShelf.ts";

let shelf: Awaited<ReturnType<typeof openShelf>>;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

const titles = fc.option(fc.constantFrom("a", "A", "a ", "", "ä", "b"));
const someBooks = fc.array(fc.tuple(titles, fc.option(fc.nat(2))), { minLength: 1, maxLength: 40 });
const check = unique({
  name: "rule",
  severity: "error",
  description: "A rule.",
  columns: [books.title, books.pages],
});

test("unique finds exactly the rows that share their values with another", async () => {
  await fc.assert(
    fc.asyncProperty(someBooks, async (pairs) => {
      const rows = pairs.map(([book_title, pages], index) => ({ isbn: String(index), book_title, pages }));
      const filled = rows.filter(({ book_title, pages }) => book_title !== null && pages !== null);
      const expected = filled.filter((row) =>
        filled.some(
          (other) => other.isbn !== row.isbn && other.book_title === row.book_title && other.pages === row.pages,
        ),
      );
      expect(new Set(await shelf.failingOf(check, rows))).toEqual(new Set(expected.map(({ isbn }) => isbn)));
    }),
    { numRuns: 25 },
  );
});
