import { ctgovLegacyCsv } from "@trialflow/schema";
import { beforeAll, describe, expect, test } from "vitest";
import { type Cells, csv, trial, trials } from "../support/trialCsv.ts";
import { analyticsIn, ask, dataOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

const columns = ctgovLegacyCsv.columnNames;
/** A file with tabs has no quotes: a title with quotes in it is itself. */
const rows = (generation: string): ReadonlyArray<Cells> => [
  ...trials(20),
  trial(21, { title: `Étude ${generation} 😀 "β" – ü` }),
];

interface Accepted {
  readonly title: string;
  readonly write: (rows: ReadonlyArray<Cells>) => string | Uint8Array;
  readonly recorded: object;
}

const accepted: ReadonlyArray<Accepted> = [
  {
    title: "UTF-8 with a byte order mark",
    write: (cells) => `\ufeff${csv(cells)}`,
    recorded: { encoding: "utf-8", has_bom: true, line_ending: "lf", delimiter: "comma", lines: 22 },
  },
  {
    title: "UTF-16 LE with a byte order mark",
    write: (cells) => Buffer.from(`\ufeff${csv(cells)}`, "utf16le"),
    recorded: { encoding: "utf-16le", has_bom: true, line_ending: "lf", delimiter: "comma", lines: 22 },
  },
  {
    title: "UTF-16 BE with a byte order mark",
    write: (cells) => Buffer.from(`\ufeff${csv(cells)}`, "utf16le").swap16(),
    recorded: { encoding: "utf-16be", has_bom: true, line_ending: "lf", delimiter: "comma", lines: 22 },
  },
  {
    title: "lines that end in CRLF",
    write: (cells) => csv(cells, { lineEnd: "\r\n" }),
    recorded: { encoding: "utf-8", has_bom: false, line_ending: "crlf", delimiter: "comma", lines: 22 },
  },
  {
    title: "lines that end in CR",
    write: (cells) => csv(cells, { lineEnd: "\r" }),
    recorded: { encoding: "utf-8", has_bom: false, line_ending: "cr", delimiter: "comma", lines: 22 },
  },
  {
    title: "tabs between its cells",
    write: (cells) => csv(cells, { delimiter: "\t" }),
    recorded: { encoding: "utf-8", has_bom: false, line_ending: "lf", delimiter: "tab", lines: 22 },
  },
  {
    title: "its columns in another order",
    write: (cells) => csv(cells, { columns: columns.toReversed() }),
    recorded: { encoding: "utf-8", has_bom: false, line_ending: "lf", delimiter: "comma", lines: 22 },
  },
  {
    title: "blank lines, and no line end after the last row",
    write: (cells) => csv(cells).replace("\n", "\n\n\n").trimEnd(),
    recorded: { encoding: "utf-8", has_bom: false, line_ending: "lf", delimiter: "comma", lines: 24 },
  },
];

describe("a file is taken for what it says, whatever it is written like:", () => {
  let pipeline: TestPipeline;
  beforeAll(async () => {
    pipeline = await createTestPipeline();
    await pipeline.ingest([writeInput(pipeline, "plain.csv", csv(rows("0")))]);
  });

  test.each(accepted)("$title", async ({ title, write, recorded }) => {
    const report = await pipeline.ingest([writeInput(pipeline, "styled.csv", write(rows(title)))]);
    expect(report).toMatchObject({
      status: "succeeded",
      loads: [{ read: 21, changed: 1, unchanged: 20, rejected: 0 }],
    });
    expect(
      await ask(
        pipeline,
        `select encoding, has_bom, line_ending, delimiter, line_count::int as lines from ops.loads order by load_id desc limit 1`,
      ),
    ).toEqual([recorded]);
    const published = await dataOf(pipeline);
    expect(await ask(pipeline, `select brief_title from analytics.trials where nct_id = 'NCT90000021'`)).toEqual([
      { brief_title: `Étude ${title} 😀 "β" – ü` },
    ]);

    const again = await pipeline.ingest([writeInput(pipeline, "plain.csv", csv(rows(title)))]);
    expect(again).toMatchObject({ status: "unchanged", loads: [{ status: "unchanged", read: 21, unchanged: 21 }] });
    expect(await dataOf(pipeline)).toEqual(published);
  });
});

test("a file without some optional columns is accepted; the load names them, and what they fill is empty", async () => {
  const pipeline = await createTestPipeline();
  const missing = ["acronym", "enrollment", "last_update_posted", "locations"] as const;
  const present = columns.filter((name) => !missing.some((absent) => absent === name));
  const report = await pipeline.ingest([writeInput(pipeline, "narrow.csv", csv(trials(20), { columns: present }))]);
  expect(report).toMatchObject({ status: "succeeded", rejects: [], published: { trials: 20, trial_locations: 0 } });
  expect(await ask(pipeline, "select missing_columns, headers from ops.loads")).toEqual([
    { missing_columns: missing, headers: present.map((name) => ctgovLegacyCsv.columns[name].header) },
  ]);
  expect(await ask(pipeline, "select distinct acronym, enrollment, locations from raw.ctgov_legacy_csv")).toEqual([
    { acronym: null, enrollment: null, locations: null },
  ]);
  expect(
    await ask(pipeline, "select distinct enrollment, last_update_posted_date as day from analytics.trials"),
  ).toEqual([{ enrollment: null, day: null }]);

  const before = analyticsIn(await dataOf(pipeline));
  const whole = await pipeline.ingest([writeInput(pipeline, "whole.csv", csv(trials(20)))]);
  expect(whole).toMatchObject({ status: "succeeded", loads: [{ changed: 20 }], published: { trial_locations: 40 } });
  expect(analyticsIn(await dataOf(pipeline))).not.toEqual(before);
});
