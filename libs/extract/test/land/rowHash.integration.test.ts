import { Database } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { createTestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contentPlaces, rowHash } from "../../src/land/rowHash.ts";
import { serverHash } from "./landWith.ts";

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      null,
      "",
      "null",
      "NULL",
      "Null",
      "nulls",
      "a b",
      "a",
      "{",
      "}",
      ",",
      '"',
      "\\",
      "\v",
      "\f",
      "\u00a0",
      "\u2028",
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")) },
);

test("a row's hash is the one that PostgreSQL computes of the array of its cells", async () => {
  const { layer } = await createTestDatabase();
  const { columnNames } = ctgovLegacyCsv;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: columnNames.length, maxLength: columnNames.length }), {
        minLength: 1,
        maxLength: 20,
      }),
      async (rows) => {
        const asked = rows.map((cells) => serverHash(contentPlaces.map((place) => cells[place] ?? null)));
        const found = await Effect.runPromise(
          Effect.flatMap(Database, (database) =>
            database.query("test", (db) =>
              db.execute<{ hashes: Array<string> }>(sql`select array[${sql.join(asked, sql`, `)}] as hashes`),
            ),
          ).pipe(Effect.provide(layer)),
        );
        expect(rows.map(rowHash)).toEqual(found[0]?.hashes);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test("a volatile cell changes no hash, any other one does", () => {
  const cells = ctgovLegacyCsv.columnNames.map((name) => name as string);
  const hashes = cells.map((_, place) => rowHash(cells.map((text, at) => (at === place ? `${text}!` : text))));
  expect(hashes.map((hash) => hash === rowHash(cells))).toEqual(cells.map((name) => name === "rank"));
});
