import type { Database } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect } from "effect";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type KnownVersion, landWith } from "./landWith.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});

const run = <A>(effect: Effect.Effect<A, never, Database>) =>
  Effect.runPromise(effect.pipe(Effect.provide(database.layer), Effect.orDie));

const names = ctgovLegacyCsv.columnNames;

const hashOf = (row: Record<string, unknown>): string =>
  Buffer.isBuffer(row["_row_hash"]) ? row["_row_hash"].toString("hex") : "";

/** Characters that readers of separated text stumble over, among ordinary ones. */
const unit = fc.oneof(
  fc.constantFrom('"', ",", "\t", "\n", "\r", "\r\n", " ", "\\", "\\N", "\\.", "{", "}", "NULL", "null", "\v", "\f"),
  fc.constantFrom("\u00a0", "\u2028", "\ufeff", "\u0001", "'", "|", "x", "é", "😀", "\u0301"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }).filter((text) => text !== "\0"),
);
const text = fc.string({ unit, maxLength: 5 });

interface Dialect {
  readonly separator: "," | "\t";
  readonly lineEnd: "\n" | "\r\n";
  readonly hasBom: boolean;
  readonly endsOpen: boolean;
}
const dialect: fc.Arbitrary<Dialect> = fc.record({
  separator: fc.constantFrom(",", "\t"),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  hasBom: fc.boolean(),
  endsOpen: fc.boolean(),
});

const written = (cell: string, isQuoted: boolean, { separator }: Dialect): string => {
  if (separator === "\t") return cell.replaceAll(/[\t\r\n]/g, "_");
  return isQuoted || /[",\n]|\r$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};

const number = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }).map((n) => `NCT0000000${n}`) },
  { weight: 1, arbitrary: fc.constantFrom("", "NCT1", "nct00000001", "NCT00000001 ", "NCT0000000é") },
);

/** A row: some cells with text, a number, whether cells are quoted without need. */
const row = fc.record({
  number,
  cells: fc.dictionary(fc.constantFrom(...names.filter((name) => name !== "nct_number")), text, { maxKeys: 4 }),
  isQuoted: fc.boolean(),
});

/** A line that is no row, or one of other cells than the header has. */
const oddLine = fc.oneof(
  fc.constantFrom("", '"', 'a"b,c', '"open', "1,2,3", "1\t2\t3", ",".repeat(30), "\\.", "\u0001", '"x"y,', " "),
  text.map((raw) => raw.replaceAll("\0", "")),
);

const file = fc
  .record({
    dialect,
    columns: fc.shuffledSubarray(
      names.filter((name) => !ctgovLegacyCsv.columns[name].isRequired),
      { minLength: 4 },
    ),
    lines: fc.array(fc.oneof({ weight: 5, arbitrary: row }, { weight: 1, arbitrary: oddLine }), {
      minLength: 1,
      maxLength: 12,
    }),
  })
  .map(({ dialect, columns, lines }) => {
    const all = [...names.filter((name) => ctgovLegacyCsv.columns[name].isRequired), ...columns];
    const header = all.map((name) => ctgovLegacyCsv.columns[name].header).join(dialect.separator);
    const body = lines.map((line) =>
      typeof line === "string"
        ? line
        : all
            .map((name) =>
              written(name === "nct_number" ? line.number : (line.cells[name] ?? ""), line.isQuoted, dialect),
            )
            .join(dialect.separator),
    );
    const whole = [header, ...body].join(dialect.lineEnd);
    return `${dialect.hasBom ? "\ufeff" : ""}${whole}${dialect.endsOpen ? "" : dialect.lineEnd}`;
  });

test("both lanes land the same rows, numbers, hashes and rejects of any file", async () => {
  const lanes = new Map<string | null, number>();
  await fc.assert(
    fc.asyncProperty(file, async (content) => {
      const parsed = await run(landWith(content, "parser"));
      const copied = await run(landWith(content, "copy"));
      lanes.set(copied.lane, (lanes.get(copied.lane) ?? 0) + 1);
      // Rows that were set aside have no cells: the one lane writes NULL for that, the other one nothing.
      const shown = (rows: typeof copied.rows) =>
        rows.map((found) => (hashOf(found) === "" ? { ...found, ...nothing } : found));
      expect(shown(copied.rows)).toEqual(shown(parsed.rows));
      expect([copied.totals, copied.judged, copied.failure]).toEqual([parsed.totals, parsed.judged, parsed.failure]);
    }),
    { numRuns: 150 },
  );
  // COPY itself must have taken them: a fallback would compare the parser with itself.
  expect(lanes.get("parser") ?? 0).toBe(0);
  expect(lanes.get("copy")).toBeGreaterThan(100);
}, 300_000);

test("both lanes settle the same rows of known versions, which are not landed then", async () => {
  const lanes = new Set<string | null>();
  let settledRows = 0;
  await fc.assert(
    fc.asyncProperty(file, fc.infiniteStream(fc.boolean()), async (content, isKnown) => {
      const first = await run(landWith(content, "parser"));
      // A previous content has rows with an identity only.
      const known = first.rows
        .filter((row) => row["disposition"] !== "rejected" && isKnown.next().value)
        .map((row, at): KnownVersion => [hashOf(row), 7 + at, Number(String(row["nct_number"]).slice(3))]);
      const parsed = await run(landWith(content, "parser", known));
      const copied = await run(landWith(content, "copy", known));
      const shown = (rows: typeof copied.rows) =>
        rows.map((found) => (hashOf(found) === "" ? { ...found, ...nothing } : found));
      expect(shown(copied.rows)).toEqual(shown(parsed.rows));
      expect(copied.settled).toEqual(parsed.settled);
      expect(copied.judged).toEqual(parsed.judged);
      lanes.add(copied.lane);
      const idsOf = (row: Record<string, unknown>) => known.flatMap(([hash, id]) => (hash === hashOf(row) ? [id] : []));
      for (const found of copied.rows) {
        expect(found["disposition"] === "unchanged").toBe(idsOf(found).length > 0);
        if (idsOf(found).length > 0) expect(idsOf(found)).toContain(found["_record_id"]);
      }
      // Every row is in one of the two places: landed without a previous content, it is either landed as before or settled.
      const settled = first.rows.filter((row) => idsOf(row).length > 0 && row["is_repeated"] === false);
      expect(copied.settled.map((row) => ({ ...row, record_id: 0 }))).toEqual(
        settled.map((row) => ({
          load_id: 1,
          row_number: row["_row_number"],
          line_number: row["_line_number"],
          record_id: 0,
          disposition: "unchanged",
          rank: row["rank"],
        })),
      );
      for (const [at, row] of settled.entries()) expect(idsOf(row)).toContain(copied.settled[at]?.record_id);
      expect(copied.rows.map((row) => row["_row_number"])).toEqual(
        first.rows.filter((row) => !settled.includes(row)).map((row) => row["_row_number"]),
      );
      settledRows += settled.length;
    }),
    { numRuns: 60 },
  );
  expect(lanes).not.toContain("parser");
  expect(lanes).toContain("copy");
  expect(settledRows).toBeGreaterThan(20);
}, 300_000);

const nothing = Object.fromEntries(names.map((name) => [name, ""]));
