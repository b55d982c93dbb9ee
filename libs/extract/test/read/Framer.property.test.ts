import fc from "fast-check";
import { expect, test } from "vitest";
import type { RecordSyntax } from "../../src/read/RecordSyntax.ts";
import { commas, commasCr, frameAll, tabs } from "./frameAll.ts";

const syntaxes: ReadonlyArray<RecordSyntax> = [commas, commasCr, tabs, { ...tabs, isCarriageReturnBreak: true }];

/** Text made of everything that matters to a framer, from sound rows to garbage. */
const garbage = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom('"', ",", "\t", "\n", "\r", "\r\n", "x", " ", "\0", "é", '""', '","', '\n"', '"\n'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom("1,2,3\n", '1,"2",3\n', '1,"2\n",3\n', "1\t2\t3\n", '1,"2,3\n', "1,2,3\r\n"),
      },
    ),
    { maxLength: 60 },
  )
  .map((parts) => `a,b,c\n${parts.join("")}`);

const options = fc.record({
  syntax: fc.constantFrom(...syntaxes),
  maxRecordBytes: fc.constantFrom(1, 2, 3, 5, 20, 1_000),
  cellCount: fc.constantFrom(1, 2, 3),
});

/** The physical lines of a text, found by another rule than the framer's: by splitting it. */
const physicalLines = (text: string, syntax: RecordSyntax): ReadonlyArray<string> => {
  // At the end of the file a CR is a line end that lost its LF.
  const lines = text.replace(/\r$/, "\r\n").split(syntax.isCarriageReturnBreak ? /\r\n|\r|\n/ : /\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
};

test("header, rows, breaks and blank lines cover every physical line exactly once and keep its text", () => {
  fc.assert(
    fc.property(garbage, options, (text, chosen) => {
      const { records, framer } = frameAll(text, chosen);
      const lines = physicalLines(text, chosen.syntax);
      const covered = new Array<number>(lines.length).fill(0);
      for (const record of records) {
        for (let line = 0; line < record.lineCount; line++) {
          const index = record.lineNumber - 1 + line;
          covered[index] = (covered[index] ?? Number.NaN) + 1;
        }
        const isWhole = record.kind !== "break" || record.isComplete;
        const shown = physicalLines(record.bytes.toString("utf8").replace(/\r$/, "\r\r"), chosen.syntax);
        const expected = lines.slice(record.lineNumber - 1, record.lineNumber - 1 + record.lineCount);
        if (isWhole) expect(shown.join("\n")).toBe(expected.join("\n"));
        else expect(Buffer.from(expected.join("\n")).indexOf(record.bytes)).toBe(0);
      }
      const blank = lines.filter((line, index) => covered[index] === 0 && line === "").length;
      expect(covered.every((times, index) => times === 1 || (times === 0 && lines[index] === ""))).toBe(true);
      expect(framer.blankLineCount).toBe(blank);
      expect(framer.lineCount).toBe(lines.length);
    }),
    { numRuns: 3_000 },
  );
});

test("what is found does not depend on how the bytes are cut into chunks", () => {
  fc.assert(
    fc.property(garbage, options, fc.integer({ min: 1, max: 9 }), (text, chosen, chunkBytes) => {
      const whole = frameAll(text, chosen);
      const cut = frameAll(text, { ...chosen, chunkBytes });
      expect(cut.records).toEqual(whole.records);
      expect(cut.framer.terminators).toEqual(whole.framer.terminators);
      expect([cut.framer.lineCount, cut.framer.blankLineCount]).toEqual([
        whole.framer.lineCount,
        whole.framer.blankLineCount,
      ]);
    }),
    { numRuns: 3_000 },
  );
});

test("every row has the expected number of cells and every line of a sound file is a row", () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[^",\r\n]{0,5}$/),
    fc.string({ unit: fc.constantFrom('"', ",", "\n", "x"), maxLength: 5 }),
  );
  const row = fc
    .tuple(cell, cell, cell)
    .map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const { records } = frameAll(["a,b,c", ...rows].join("\n"));
      expect(records.slice(1).map((record) => [record.kind, record.bytes.toString()])).toEqual(
        rows.map((text) => ["row", text]),
      );
    }),
  );
});

test("no text makes the framer look at a byte more than four times", () => {
  fc.assert(
    fc.property(garbage, fc.integer({ min: 1, max: 200 }), options, (text, times, chosen) => {
      const body = text.slice("a,b,c\n".length).repeat(times);
      const { framer } = frameAll(`a,b,c\n${body}`, { ...chosen, maxRecordBytes: 1_000_000 });
      expect(framer.scannedBytes).toBeLessThanOrEqual(4 * Buffer.byteLength(`a,b,c\n${body}`));
    }),
  );
});

test("thousands of lines that each open a quote are read in linear time", () => {
  for (const line of ['1,"x,3\n', '"\n', ',"""\n', '1,"x\n"",\n', '1,"x,3\n4,5\n', '"x\n,",\n']) {
    const text = `a,b,c\n${line.repeat(50_000)}`;
    expect(frameAll(text, { maxRecordBytes: 8_388_608 }).framer.scannedBytes / text.length).toBeLessThanOrEqual(4);
  }
});
