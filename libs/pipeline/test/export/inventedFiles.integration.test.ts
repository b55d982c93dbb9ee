import { ctgovLegacyCsv } from "@trialflow/schema";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Cells, csv, header, line, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { cellsOf, exportedFile, loadOnly } from "./exportedFile.ts";

const columns = ctgovLegacyCsv.columnNames;
const optional = columns.filter((name) => !ctgovLegacyCsv.columns[name].isRequired);
const odd = 'A "quoted", odd\ttitle|with\nall\r\nkinds of\rline ends, é 😀 and  blanks ';

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await createTestPipeline();
});

/** Loads a file, rebuilds it, and sees that loading what was rebuilt brings nothing new. */
const roundTrip = async (name: string, content: string | Uint8Array) => {
  const loadId = await loadOnly(pipeline, writeInput(pipeline, name, content));
  const exported = await exportedFile(pipeline, loadId);
  const again = await pipeline.ingest([writeInput(pipeline, `again-${name}`, exported.bytes)], ["load"]);
  expect(again.loads).toMatchObject([
    { status: "unchanged", read: exported.load.rows_read, rejected: exported.load.rows_rejected },
  ]);
  return exported;
};

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");

/** Makes rows that no other file of this page has. */
const rowsOf = (title: string): Array<Cells> => [
  ...trials(20),
  trial(21, { title: `${title} ${odd}`, acronym: " x " }),
];

describe("a file that quotes every cell comes back with the same cells, however it is written:", () => {
  test.each([
    { title: "LF", write: (cells: Array<Cells>) => csv(cells) },
    { title: "a byte order mark and CRLF", write: (cells: Array<Cells>) => `\ufeff${csv(cells, { lineEnd: "\r\n" })}` },
    { title: "CR", write: (cells: Array<Cells>) => csv(cells, { lineEnd: "\r" }) },
    {
      title: "its columns in another order",
      write: (cells: Array<Cells>) => csv(cells, { columns: columns.toReversed() }),
    },
    {
      title: "the required columns alone",
      write: (cells: Array<Cells>) =>
        csv(cells, { columns: columns.filter((name) => ctgovLegacyCsv.columns[name].isRequired) }),
    },
    {
      title: "headings of another spelling",
      write: (cells: Array<Cells>) => csv(cells).replace(header(), header().toLowerCase().replaceAll(" ", "_")),
    },
  ])("$title", async ({ title, write }) => {
    const original = Buffer.from(write(rowsOf(title)));
    const { bytes, load } = await roundTrip("written.csv", original);
    expect(cellsOf(bytes, ",")).toEqual(cellsOf(original, ","));
    expect(cellsOf(bytes, ",")[0]).toEqual(load.headers);
    expect(bytes.subarray(0, 3).equals(Buffer.from("\ufeff"))).toBe(load.has_bom);
    const lineEnd = { lf: "\n", crlf: "\r\n", cr: "\r" }[load.line_ending] ?? "";
    expect(bytes.toString().endsWith(`${nctId(21)}${lineEnd}`)).toBe(/^url$/i.test(load.headers.at(-1) ?? ""));
  });
});

test.each([
  ["little", "utf-16le", (text: string) => utf16(text)],
  ["big", "utf-16be", (text: string) => utf16(text).swap16()],
] as const)("a file in UTF-16, %s end first, comes back in it", async (_, encoding, encode) => {
  const original = encode(csv(rowsOf(encoding)));
  const { bytes, load } = await roundTrip("wide.csv", original);
  expect(load.encoding).toBe(encoding);
  expect(cellsOf(bytes, ",")).toEqual(cellsOf(original, ","));
});

test("a tab file comes back byte for byte, its quotes being characters like any other", async () => {
  const cells = trials(30, (number) => ({ title: `"Tab" ${number}, "", |`, acronym: '"', rank: String(40 - number) }));
  const original = Buffer.from(csv(cells, { delimiter: "\t" }));
  expect((await roundTrip("tabs.tsv", original)).bytes.toString()).toBe(original.toString());
});

test("duplicates, contradicting rows and rows without an identity come back in their places, with their own ranks", async () => {
  const rows = [
    ...trials(10, () => ({ title: "repeated" })),
    trial(3, { rank: "11", title: "repeated" }),
    trial(4, { rank: "12", title: "contradicting" }),
    trial(13, { nct_number: "ISRCTN1", title: "a stranger" }),
    trial(14, { nct_number: "", rank: "" }),
  ];
  const original = Buffer.from(csv(rows));
  const { bytes, load, setAsideCount } = await roundTrip("doubles.csv", original);
  expect(load).toMatchObject({ rows_read: 14, rows_duplicate: 1, rows_rejected: 3 });
  expect(setAsideCount).toBe(0);
  expect(cellsOf(bytes, ",")).toEqual(cellsOf(original, ","));
});

test("rows that the reader set aside come back byte for byte in their places, and so does the whole file", async () => {
  const good = trials(12, (number) => ({ title: `${number} beside odd rows ${odd}` }));
  const [first = "", second = ""] = [good[4], good[5]].map((cells) => cells && line(cells));
  const original = Buffer.concat([
    Buffer.from(csv([...good.slice(0, 4), "too,few", `${first},"one too many"`, '"a "stray" quote"', second])),
    Buffer.from(`${line(trial(90))}`).fill(0xff, 20, 22),
    Buffer.from("\n"),
    Buffer.from(line(trial(91, { title: "a NUL: \0" }))),
    Buffer.from(
      `\n${good
        .slice(6, 9)
        .map((cells) => `${line(cells)}\n`)
        .join("")}91,"a quote that nobody closes\n`,
    ),
    Buffer.from(
      good
        .slice(9)
        .map((cells) => `${line(cells)}\n`)
        .join(""),
    ),
    Buffer.from('92,"another one, at the end\n'),
  ]);
  const { bytes, load, setAsideCount } = await roundTrip("setAside.csv", original);
  expect({ setAsideCount, rejected: load.rows_rejected }).toEqual({ setAsideCount: 7, rejected: 7 });
  expect(bytes.toString("latin1")).toBe(original.toString("latin1"));
});

test("a file of which only the ranks are new has its own, and the load before keeps the old ones", async () => {
  const ranked = (offset: number) => csv(trials(25, (number) => ({ rank: String(offset + number), title: "ranked" })));
  const one = await loadOnly(pipeline, writeInput(pipeline, "one.csv", ranked(0)), "2020-05-01");
  const two = await loadOnly(pipeline, writeInput(pipeline, "two.csv", ranked(500)), "2020-05-02");
  expect(cellsOf((await exportedFile(pipeline, two)).bytes, ",")).toEqual(cellsOf(Buffer.from(ranked(500)), ","));
  expect(cellsOf((await exportedFile(pipeline, one)).bytes, ",")).toEqual(cellsOf(Buffer.from(ranked(0)), ","));
});

test("blank lines are left out, a missing line end at the end is added, and mixed line ends become LF", async () => {
  const text = csv(rowsOf("loose").map((cells) => ({ ...cells, title: "loose" })))
    .replace("\n", "\n\n\r\n\n")
    .trimEnd();
  const { bytes } = await roundTrip("loose.csv", text);
  expect(cellsOf(bytes, ",")).toEqual(cellsOf(Buffer.from(text), ","));
  expect(bytes.toString()).not.toMatch(/\r|\n\n/);
  expect(bytes.toString().endsWith("\n")).toBe(true);
});

test("any cells in any of the optional columns come back as they were (property)", async () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }).filter((text) => !/[\0\ud800-\udfff]/.test(text)),
    fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "\t", "|", " ", "a"), maxLength: 8 }),
  );
  const file = fc.record({
    columns: fc
      .shuffledSubarray([...optional])
      .map((some) => [...columns.filter((name) => !optional.includes(name)), ...some]),
    rows: fc.array(fc.record({ title: cell, rank: cell, acronym: cell, locations: cell, url: cell }), {
      minLength: 1,
      maxLength: 8,
    }),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(file, async ({ columns, rows, lineEnd }) => {
      run++;
      const cells = rows.map((row, index) => trial(1000 * run + index, row));
      const original = Buffer.from(csv(cells, { columns, lineEnd }));
      const { bytes } = await roundTrip(`drawn-${run}.csv`, original);
      expect(cellsOf(bytes, ",")).toEqual(cellsOf(original, ","));
    }),
    { numRuns: 15 },
  );
});

test("large rows come in small pieces", async () => {
  const rows = trials(6, (number) => ({ title: `${number} ${"x".repeat(1_000_000)}` }));
  const original = Buffer.from(csv(rows));
  const { bytes, chunks } = await roundTrip("large.csv", original);
  expect(Math.max(...chunks)).toBeLessThan(4_400_000);
  expect(cellsOf(bytes, ",")).toEqual(cellsOf(original, ","));
});

describe("what cannot be rebuilt is refused:", () => {
  const reasonOf = (loadId: number) =>
    exportedFile(pipeline, loadId).then(
      () => undefined,
      (error: { readonly reason?: { readonly _tag: string; readonly message: string } }) => error.reason,
    );

  test("a load that is not there; the message lists those that are", async () => {
    const [newest] = await ask<{ id: number; name: string }>(
      pipeline,
      "select load_id::int as id, file_name as name from ops.loads order by load_id desc limit 1",
    );
    const reason = await reasonOf(99_999);
    expect(reason?._tag).toBe("UnknownLoad");
    expect(reason?.message).toContain(`There is no load 99999. Expected one of: ${newest?.id} (${newest?.name}), `);
    expect(reason?.message).toMatch(/, \d+ older ones\.$/);
  });

  test("a file with a row that was too large to be kept", async () => {
    const huge = trial(50, { title: "x".repeat(9_000_000) });
    const loadId = await loadOnly(
      pipeline,
      writeInput(pipeline, "huge.csv", csv([...trials(3, () => ({ title: "beside" })), huge])),
    );
    const reason = await reasonOf(loadId);
    expect(reason).toMatchObject({ _tag: "RowNotKept", message: expect.stringContaining("Row 4 (line 5)") });
  });

  test("a file of which a row was deleted behind the program's back", async () => {
    const loadId = await loadOnly(
      pipeline,
      writeInput(pipeline, "holed.csv", csv(trials(8, () => ({ title: "holed" })))),
    );
    await ask(pipeline, `delete from raw.ctgov_legacy_csv_rows where load_id = ${loadId} and row_number = 5`);
    expect(await reasonOf(loadId)).toMatchObject({ _tag: "RowMissing", rowNumber: 5, rowCount: 8 });
  });
});
