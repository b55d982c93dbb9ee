import { appendFileSync, chmodSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Effect, Fiber, Option, Stream } from "effect";
import { expect, test } from "vitest";
import { archiveFile } from "../../src/archive/archiveFile.ts";
import type { RowBatchItem } from "../../src/read/RowBatchItem.ts";
import { readRows } from "../../src/read/readRows.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { readContent, readPath, refusal, smallFormat } from "./readFile.ts";

const header = "NCT Number,Title,URL";

const read = (content: string | Buffer, options = {}) => Effect.runPromise(readContent(content, smallFormat, options));

const cellsOf = (items: ReadonlyArray<RowBatchItem>) =>
  items.map((item) => (item.kind === "row" ? item.cells : item.reason));

test("rows come in the format's column order with null for a missing column and an empty text for an empty cell", async () => {
  const { items, dialect, totals } = await read("Title,NCT Number\nx,NCT1\n,NCT2\n");
  expect(items).toEqual([
    { kind: "row", rowNumber: 1, lineNumber: 2, lineCount: 1, cells: ["NCT1", "x", null] },
    { kind: "row", rowNumber: 2, lineNumber: 3, lineCount: 1, cells: ["NCT2", "", null] },
  ]);
  expect(dialect.missingColumns).toEqual(["url"]);
  expect(totals).toEqual({ read: 2, rejected: 0, blankLines: 0, lines: 3, lineEnding: "lf", isComplete: true });
});

test("good rows and every kind of bad row keep their numbers, lines and text", async () => {
  const lines = [
    header,
    "NCT1,first,u",
    "NCT2,too few",
    "NCT3,too,many,cells",
    'NCT4,stray " quote,u',
    "",
    'NCT5,"open,u',
    'NCT6,"two\nlines",u',
    "NCT7,nul\0,u",
  ];
  const content = Buffer.concat([
    Buffer.from(`${lines.join("\n")}\n`),
    Buffer.from("NCT8,caf\xe9,u\nNCT9,last,u", "latin1"),
  ]);
  const { items, totals } = await read(content);
  expect(
    items.map((item) => [
      item.rowNumber,
      item.lineNumber,
      item.lineCount,
      item.kind === "row" ? item.cells[1] : item.reason,
    ]),
  ).toEqual([
    [1, 2, 1, "first"],
    [2, 3, 1, "too_few_cells"],
    [3, 4, 1, "too_many_cells"],
    [4, 5, 1, "stray_quote"],
    [5, 7, 1, "unterminated_quote"],
    [6, 8, 2, "two\nlines"],
    [7, 10, 1, "nul_byte"],
    [8, 11, 1, "invalid_utf8"],
    [9, 12, 1, "last"],
  ]);
  expect(items[3]).toMatchObject({ rawText: 'NCT4,stray " quote,u', rawBytes: undefined, isRawTextComplete: true });
  expect(totals).toEqual({ read: 9, rejected: 6, blankLines: 1, lines: 12, lineEnding: "lf", isComplete: true });
});

test("the same rows come out of every encoding, line ending and delimiter", async () => {
  const rows = [
    ["NCT1", "é😀 “quoted”", ""],
    ["NCT2", " blanks ", "\u00a0"],
    ["NCT3", "", "u"],
  ];
  for (const separator of [",", "\t"]) {
    for (const end of ["\n", "\r\n", "\r"]) {
      for (const isEnded of [true, false]) {
        const table = [header.split(","), ...rows].map((row) => row.join(separator)).join(end) + (isEnded ? end : "");
        const wide = Buffer.from(`\ufeff${table}`, "utf16le");
        for (const content of [table, `\ufeff${table}`, wide, Buffer.from(wide).swap16()]) {
          const { items, totals } = await read(content);
          expect(cellsOf(items)).toEqual(rows);
          expect([totals.lines, totals.rejected]).toEqual([4, 0]);
        }
      }
    }
  }
});

test("files of many chunks lose nothing at the borders of chunks, in any encoding", async () => {
  for (const shift of ["", "x"]) {
    const row = ["NCT1", `${shift}${"😀".repeat(500)}`, "u"];
    const text = `\ufeff${header}\n${`${row.join(",")}\n`.repeat(400)}`;
    const wide = Buffer.from(text, "utf16le");
    for (const content of [text, wide, Buffer.from(wide).swap16()]) {
      const { items, totals } = await read(content);
      expect(items.every((item) => item.kind === "row" && item.cells.join() === row.join())).toBe(true);
      expect(totals).toMatchObject({ read: 400, rejected: 0, lines: 401 });
    }
  }
});

test("mixed line ends are read and named, also when they mix after the first 64 KiB", async () => {
  const early = await read(`${header}\r\nNCT1,x,u\nNCT2,y,u\r\n`);
  expect([early.dialect.lineEnding, early.totals.lineEnding, early.items.length]).toEqual(["mixed", "mixed", 2]);
  const late = await read(`${header}\n${"NCT1,x,u\n".repeat(20_000)}NCT2,y,u\r\n`);
  expect([late.dialect.lineEnding, late.totals.lineEnding]).toEqual(["lf", "mixed"]);
  expect(cellsOf(late.items.slice(-1))).toEqual([["NCT2", "y", "u"]]);
});

test("a cell of 50 MB is set aside with its head, and the rows around it are read", { timeout: 120_000 }, async () => {
  const { items, totals } = await read(`${header}\nNCT1,x,u\nNCT2,"${"y".repeat(50_000_000)}",u\nNCT3,z,u\n`);
  expect(cellsOf(items)).toEqual([["NCT1", "x", "u"], "record_too_large", ["NCT3", "z", "u"]]);
  expect(items[1]).toMatchObject({
    isRawTextComplete: false,
    lineNumber: 3,
    detail: "found 50000009 bytes in one record, expected at most 8388608",
  });
  expect(items[1]).toHaveProperty("rawText.length", 65_536);
  expect(totals.lines).toBe(4);
});

test("a limit below 64 KiB is raised to that, so that a header can always be read", async () => {
  const { items } = await read(`${header}\nNCT1,${"x".repeat(60_000)},u\nNCT2,${"y".repeat(70_000)},u\n`, {
    maxRecordBytes: 1,
  });
  expect(items.map((item) => item.kind)).toEqual(["row", "reject"]);
});

test("a cell within the limit is read whole, however many chunks it spans", async () => {
  const title = `start ${"é\n".repeat(1_000_000)} end`;
  const { items, totals } = await read(`${header}\nNCT1,"${title}",u\nNCT2,x,u\n`);
  expect(cellsOf(items)).toEqual([
    ["NCT1", title, "u"],
    ["NCT2", "x", "u"],
  ]);
  expect(items[1]?.lineNumber).toBe(1_000_003);
  expect(totals.lines).toBe(1_000_003);
});

test("batches hold at most the wanted number of rows and about 1 MiB", async () => {
  const small = await read(`${header}\n${"NCT1,x,u\n".repeat(1_234)}`);
  expect(small.batches.map((batch) => batch.length)).toEqual([500, 500, 234]);
  const wanted = await read(`${header}\n${"NCT1,x,u\n".repeat(25)}`, { batchRows: 10 });
  expect(wanted.batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
  const large = await read(`${header}\n${`NCT1,${"x".repeat(300_000)},u\n`.repeat(8)}`);
  expect(large.batches.map((batch) => batch.length)).toEqual([4, 4]);
});

test("a file with a header and no row is refused", async () => {
  for (const content of [header, `${header}\n`, `${header}\r\n\r\n`, `\ufeff${header}\n`]) {
    expect(await refusal(content)).toMatchObject({ tag: "NoRows", isRetryable: false });
  }
  expect((await refusal(`${header}\n\n`)).message).toMatch(/has a header and no row after it \(2 lines in all\)/);
});

test("a file whose rows are all bad is read, and all are set aside", async () => {
  const { items, totals } = await read(`${header}\nx\ny\n`);
  expect(cellsOf(items)).toEqual(["too_few_cells", "too_few_cells"]);
  expect(totals).toMatchObject({ read: 2, rejected: 2 });
});

test("an empty file is refused at once", async () => {
  expect(await refusal("")).toMatchObject({ tag: "EmptyFile", isRetryable: false });
});

test("UTF-16 that breaks after the first 64 KiB fails the stream", async () => {
  const sound = Buffer.from(`\ufeff${header}\n${"NCT1,x,u\n".repeat(50_000)}`, "utf16le");
  expect(await refusal(Buffer.concat([sound, Buffer.from([0x61])]))).toMatchObject({ tag: "InvalidEncoding" });
  expect(await refusal(Buffer.concat([sound, Buffer.from([0x00, 0xdc]), sound]))).toMatchObject({
    tag: "InvalidEncoding",
  });
});

/** Archives a file of many rows. */
const manyRows = Effect.fnUntraced(function* (rowCount = 60_000) {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "many.csv"),
    `${header}\n${"NCT1,some title of a trial,https://example.org\n".repeat(rowCount)}`,
  );
  return yield* archiveFile(join(folder, "many.csv"), join(folder, "archive"));
});

test("an archived file that was changed from outside fails the stream at its end", async () => {
  const error = await Effect.runPromise(
    Effect.gen(function* () {
      const archived = yield* manyRows(10);
      const file = yield* readRows(archived, smallFormat);
      chmodSync(archived.path, 0o644);
      appendFileSync(archived.path, "NCT2,forged,u\n");
      return yield* Effect.flip(Stream.runDrain(file.rows));
    }),
  );
  expect(error.reason._tag).toBe("ArchiveCorrupt");
});

test("an archived file that is gone is named", async () => {
  const error = await Effect.runPromise(
    Effect.gen(function* () {
      const archived = yield* manyRows(1);
      return yield* Effect.flip(readRows({ ...archived, path: `${archived.path}.gone` }, smallFormat));
    }),
  );
  expect(error.reason).toMatchObject({ _tag: "FileNotFound" });
});

test("the stream can be run again and gives the same rows", async () => {
  const [first, second, totals] = await Effect.runPromise(
    Effect.gen(function* () {
      const file = yield* readRows(yield* manyRows(1_000), smallFormat);
      return [yield* Stream.runCollect(file.rows), yield* Stream.runCollect(file.rows), yield* file.totals] as const;
    }),
  );
  expect(second).toEqual(first);
  expect(totals).toMatchObject({ read: 1_000, isComplete: true });
});

test("the reader waits for its consumer: what was not asked for is not read", async () => {
  const totals = await Effect.runPromise(
    Effect.gen(function* () {
      const file = yield* readRows(yield* manyRows(), smallFormat);
      const before = yield* file.totals;
      yield* Stream.runHead(file.rows).pipe(Effect.map(Option.getOrThrow));
      return [before, yield* file.totals];
    }),
  );
  expect(totals[0]).toMatchObject({ read: 0, isComplete: false });
  expect(totals[1]).toMatchObject({ read: 500, isComplete: false });
});

const openFiles = (path: string) =>
  readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  }).length;

const hasProc = process.platform === "linux";
if (!hasProc) console.log("skipped: open files are counted in /proc, which this system does not have");

test.skipIf(!hasProc)("interruption, an early end and a full read all close the file", async () => {
  const counts = await Effect.runPromise(
    Effect.gen(function* () {
      const archived = yield* manyRows();
      const file = yield* readRows(archived, smallFormat);
      const counted: Array<number> = [openFiles(archived.path)];

      const fiber = yield* Effect.forkChild(Stream.runForEach(file.rows, () => Effect.sleep("1 millis")));
      while ((yield* file.totals).read < 1_000) yield* Effect.sleep("1 millis");
      counted.push(openFiles(archived.path));
      yield* Fiber.interrupt(fiber);
      counted.push(openFiles(archived.path));

      yield* Stream.runDrain(Stream.take(file.rows, 3));
      counted.push(openFiles(archived.path));
      yield* Stream.runDrain(file.rows);
      counted.push(openFiles(archived.path));
      return counted;
    }),
  );
  expect(counts).toEqual([0, 1, 0, 0, 0]);
});

test("the bytes of a path are archived before they are read, so the original may change afterwards", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "export.csv");
  writeFileSync(path, `${header}\nNCT1,before,u\n`);
  const archived = await Effect.runPromise(archiveFile(path, join(folder, "archive")));
  writeFileSync(path, "gone");
  const items = await Effect.runPromise(
    readRows(archived, smallFormat).pipe(
      Effect.flatMap((file) => Stream.runCollect(file.rows)),
      Effect.map((batches) => batches.flat()),
    ),
  );
  expect(cellsOf(items)).toEqual([["NCT1", "before", "u"]]);
  expect((await Effect.runPromise(Effect.flip(readPath(path, join(folder, "archive"), smallFormat)))).reason._tag).toBe(
    "UnknownDialect",
  );
});
