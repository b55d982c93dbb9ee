import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect } from "effect";
import { beforeAll, describe, expect, test } from "vitest";
import { readTrialTrace } from "../../src/index.ts";
import { type Cells, csv, nctId, trial, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { expectPlaces, originalFile } from "./expectPlaces.ts";

const columns = ctgovLegacyCsv.columnNames;

/** Records whose cells make places hard to find; each file has them with its own line end inside the cells. */
const rows = (inner: string): ReadonlyArray<Cells> => [
  ...trials(3),
  trial(4, { title: `First line${inner}second "quoted" line${inner}${inner}fourth, with a comma` }),
  trial(5, {
    title: `"${inner}"`,
    conditions: `😀 COVID-19|Étude ""double""|third${inner}on two lines|"`,
    locations: `Hospital "A", Berlin, Germany|Hospital B,${inner}Lyon, France`,
  }),
  trial(6, { acronym: '""', outcome_measures: `β${inner}|a|"b"|${inner}c` }),
  trial(7, { title: "a\u2028b\u0085c\u00a0d" }),
];

const plainRows: ReadonlyArray<Cells> = [
  ...trials(3, (number) => ({ title: `Trial ${number} of "standard care"` })),
  trial(4, { title: '"In quotes"', conditions: '"a|b"|😀 c', acronym: '"' }),
  trial(5, { title: "Étude – ü", locations: 'Hospital "A", Berlin, Germany|Hospital B, Lyon, France' }),
];

interface Dialect {
  readonly title: string;
  readonly rows: ReadonlyArray<Cells>;
  readonly write: (rows: ReadonlyArray<Cells>) => string | Uint8Array;
  readonly delimiter?: "," | "\t";
  readonly isCarriageReturnBreak?: true;
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const quoteOnlyNeeded = (text: string) =>
  text.replace(/"((?:[^"]|"")*)"(?=[,\n]|$)/g, (whole, inner: string) => (/[",\r\n]/.test(inner) ? whole : inner));

const dialects: ReadonlyArray<Dialect> = [
  { title: "LF", rows: rows("\n"), write: (cells) => csv(cells) },
  { title: "CRLF", rows: rows("\r\n"), write: (cells) => csv(cells, { lineEnd: "\r\n" }) },
  { title: "CRLF with LF inside the cells", rows: rows("\n"), write: (cells) => csv(cells, { lineEnd: "\r\n" }) },
  { title: "LF with lone CR inside the cells", rows: rows("\r"), write: (cells) => csv(cells) },
  { title: "CR", rows: rows("\r"), write: (cells) => csv(cells, { lineEnd: "\r" }), isCarriageReturnBreak: true },
  {
    title: "CR with LF and CRLF inside the cells",
    rows: rows("\n\r\n"),
    write: (cells) => csv(cells, { lineEnd: "\r" }),
    isCarriageReturnBreak: true,
  },
  { title: "a byte order mark", rows: rows("\n"), write: (cells) => `\ufeff${csv(cells)}` },
  { title: "UTF-16 LE", rows: rows("\n"), write: (cells) => utf16(csv(cells)) },
  {
    title: "UTF-16 LE with CR",
    rows: rows("\r"),
    write: (cells) => utf16(csv(cells, { lineEnd: "\r" })),
    isCarriageReturnBreak: true,
  },
  {
    title: "UTF-16 BE with CRLF",
    rows: rows("\r\n"),
    write: (cells) => utf16(csv(cells, { lineEnd: "\r\n" })).swap16(),
  },
  { title: "tabs", rows: plainRows, write: (cells) => csv(cells, { delimiter: "\t" }), delimiter: "\t" },
  {
    title: "tabs, UTF-16 and CRLF",
    rows: plainRows,
    write: (cells) => utf16(csv(cells, { delimiter: "\t", lineEnd: "\r\n" })),
    delimiter: "\t",
  },
  { title: "quotes only where they are needed", rows: rows("\n"), write: (cells) => quoteOnlyNeeded(csv(cells)) },
  {
    title: "columns in another order",
    rows: rows("\n"),
    write: (cells) => csv(cells, { columns: columns.toReversed() }),
  },
  {
    title: "blank lines, and no line end after the last row",
    rows: rows("\n"),
    write: (cells) => csv(cells).replaceAll('\n"2"', '\n\n\r\n"2"').trimEnd(),
  },
];

describe("each cell stands at the line, the character and the byte given, in a file with", () => {
  let pipeline: TestPipeline;
  beforeAll(async () => {
    pipeline = await createTestPipeline();
  });

  test.each(dialects)(
    "$title",
    async ({ title, rows: cells, write, delimiter = ",", isCarriageReturnBreak = false }) => {
      // Titles of their own make each file's records versions of their own.
      const own = cells.map((row) => ({ ...row, title: `${row.title} ${title}` }));
      const content = Buffer.from(write(own) as string);
      const report = await pipeline.ingest([writeInput(pipeline, "styled.csv", content)]);
      expect(report.loads[0]).toMatchObject({ status: "loaded", read: own.length, rejected: 0 });
      const original = originalFile(content, delimiter, isCarriageReturnBreak);
      expect(original.records.map((record) => record.cells.length)).toEqual(own.map(() => columns.length));

      const traces = await pipeline.run(
        Effect.forEach(own, (_, index) => readTrialTrace({ nctId: nctId(index + 1), target: null, loadId: null })),
      );
      for (const trace of traces) {
        for (const field of trace.fields) {
          expectPlaces(original, trace, field);
          for (const entry of field.entries) expectPlaces(original, trace, entry);
        }
      }
    },
  );

  test("no place for a column that the file lacks", async () => {
    pipeline = await createTestPipeline();
    const present = columns.filter((name) => name !== "enrollment");
    await pipeline.ingest([writeInput(pipeline, "narrow.csv", csv(trials(2), { columns: present }))]);
    const trace = await pipeline.run(readTrialTrace({ nctId: nctId(1), target: null, loadId: null }));
    expect(trace.archive.status).toBe("verified");
    expect(trace.fields.find(({ field }) => field === "enrollment")).toMatchObject({
      analytics: { value: null },
      sources: [{ rawColumn: "enrollment", columnNumber: null, header: null, rawText: null, place: null }],
    });
  });
});
