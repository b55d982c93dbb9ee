import { Effect } from "effect";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordScanner } from "../../src/read/RecordScanner.ts";
import { readCells } from "../../src/read/readCells.ts";
import { cellText, splitCells } from "../../src/read/splitCells.ts";
import { commas, tabs } from "./frameAll.ts";

/** Characters that readers of separated text stumble over, among ordinary ones. */
const unit = fc.oneof(
  fc.constantFrom(
    '"',
    ",",
    "\t",
    "\n",
    "\r",
    " ",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\v",
    "x",
    "é",
    "😀",
    "\\",
    "'",
    "\u0001",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
);
const text = fc.string({ unit, maxLength: 6 });

/** A cell and one of the ways in which a comma file may write it. */
const commaCell = fc.tuple(text, fc.boolean()).map(([cell, isQuoted]) => {
  const mustQuote = /[",\n]|\r$/.test(cell);
  return { cell, written: isQuoted || mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell };
});

/** A cell of a tab file, which can hold anything but tabs and line ends. */
const tabCell = text.map((raw) => raw.replaceAll(/[\t\n]|\r$/g, "_")).map((cell) => ({ cell, written: cell }));

const rowsOf = (cell: typeof commaCell | typeof tabCell) =>
  fc
    .integer({ min: 2, max: 6 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));

for (const { name, syntax, separator, cell } of [
  { name: "comma", syntax: commas, separator: ",", cell: commaCell },
  { name: "tab", syntax: tabs, separator: "\t", cell: tabCell },
] as const) {
  test(`fast-csv and our own splitting both read exactly what was written into a ${name} file`, async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(cell), async (rows) => {
        const records = rows.map((row) => Buffer.from(row.map(({ written }) => written).join(separator)));
        const cells = rows.map((row) => row.map(({ cell: content }) => content));
        const width = rows[0]?.length ?? 0;
        for (const record of records) {
          const scanner = new RecordScanner(syntax, 1_000_000);
          expect([scanner.scan(record, true), scanner.contentEnd, scanner.cellCount]).toEqual([
            "record",
            record.length,
            width,
          ]);
        }
        expect(records.map((record) => splitCells(record, syntax).map((bytes) => cellText(bytes, syntax)))).toEqual(
          cells,
        );
        expect(await Effect.runPromise(readCells(records, width, syntax))).toEqual(cells);
      }),
      { numRuns: 2_000 },
    );
  });
}

test("a parser that disagrees with the framer about the cells is a defect, not a shifted row", async () => {
  const exit = await Effect.runPromiseExit(readCells([Buffer.from("1,2,3"), Buffer.from("1,2")], 3, commas));
  expect(exit).toMatchObject({ _tag: "Failure" });
  expect(String(exit)).toContain("This is a bug in the reader");
});

test("a parser that finds more rows than the framer is a defect", async () => {
  const exit = await Effect.runPromiseExit(readCells([Buffer.from("1,2,3\n4,5,6")], 3, commas));
  expect(String(exit)).toContain("The parser read 2 rows; the framer found 1 rows of 3 cells");
});
