import { ctgovLegacyCsv } from "@trialflow/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordHasher } from "../../src/land/RecordHasher.ts";
import { rowHash } from "../../src/land/rowHash.ts";
import { RecordScanner } from "../../src/read/RecordScanner.ts";
import { COMMA, type RecordSyntax, TAB } from "../../src/read/RecordSyntax.ts";

const names = ctgovLegacyCsv.columnNames;
const commas: RecordSyntax = { delimiter: COMMA, isQuoted: true, isCarriageReturnBreak: false };
const tabs: RecordSyntax = { delimiter: TAB, isQuoted: false, isCarriageReturnBreak: false };

const unit = fc.constantFrom('"', "\\", ",", "{", "}", " ", "\n", "a", "é", "NULL", "null", "\v");
const cell = fc.record({
  text: fc.string({ unit, maxLength: 6 }),
  isQuoted: fc.boolean(),
});

const written = ({ text, isQuoted }: Cell, syntax: RecordSyntax): string => {
  if (!syntax.isQuoted) return text.replaceAll("\n", "_");
  return isQuoted || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

type Cell = { readonly text: string; readonly isQuoted: boolean };

/** The hash of a record that is written from cells, and that of the cells. */
const hashesOf = (cells: ReadonlyArray<Cell>, syntax: RecordSyntax): ReadonlyArray<string> => {
  const record = Buffer.from(cells.map((found) => written(found, syntax)).join(String.fromCharCode(syntax.delimiter)));
  const scanner = new RecordScanner(syntax, record.length + 1, names.length);
  scanner.begin(0);
  expect([scanner.scan(record, true), scanner.cellCount]).toEqual(["record", names.length]);
  const hasher = new RecordHasher(syntax, [...names.keys()]);
  const texts = cells.map(({ text }) => (syntax.isQuoted ? text : text.replaceAll("\n", "_")));
  return [hasher.hash(record, scanner.cellEnds, scanner.hasEscapedQuote), rowHash(texts)];
};

test("a record's bytes have the hash of its cells, whatever stands in them", () => {
  const cells = fc.array(cell, { minLength: names.length, maxLength: names.length });
  fc.assert(
    fc.property(cells, fc.constantFrom(commas, tabs), (found, syntax) => {
      const [ofBytes, ofCells] = hashesOf(found, syntax);
      expect(ofBytes).toBe(ofCells);
    }),
    { numRuns: 200 },
  );
});

test("a record of which every byte is escaped has the hash of its cells", () => {
  const cells = names.map(() => ({ text: "\\".repeat(20_000), isQuoted: true }));
  const [ofBytes, ofCells] = hashesOf(cells, commas);
  expect(ofBytes).toBe(ofCells);
});
