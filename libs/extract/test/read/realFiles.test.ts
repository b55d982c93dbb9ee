import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect } from "effect";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporaryFolder.ts";
import { readPath } from "./readFile.ts";

const data = resolve(import.meta.dirname, "../../../../../shared/data");
const hasData = existsSync(data);
if (!hasData) console.log(`skipped: there is no real registry data at ${data}`);

const read = (path: string) => readPath(path, join(temporaryFolder(), "archive"), ctgovLegacyCsv);
const snapshots = hasData ? readdirSync(join(data, "snapshots")).filter((name) => name.endsWith(".tsv")) : [];
const filled = snapshots.filter((name) => readFileSync(join(data, "snapshots", name)).length > 0);
const kaggle = join(data, "kaggle/COVID clinical trials.csv");

describe.skipIf(!hasData)("real registry files", () => {
  test("the Kaggle dataset has 3,169 rows, no reject, and the cells of its own text", async () => {
    const { items, dialect, totals } = await Effect.runPromise(read(kaggle));
    expect(dialect).toMatchObject({
      encoding: "utf-8",
      hasBom: false,
      lineEnding: "lf",
      delimiter: "comma",
      missingColumns: [],
    });
    expect(totals).toEqual({
      read: 3_169,
      rejected: 0,
      blankLines: 0,
      lines: 3_170,
      lineEnding: "lf",
      isComplete: true,
    });

    const rows = items.flatMap((item) => (item.kind === "row" ? [item] : []));
    expect(new Set(rows.map((row) => row.cells[1])).size).toBe(3_169);
    const empty = ctgovLegacyCsv.columnNames.map((name, index) => [
      name,
      rows.filter((row) => row.cells[index] === "").length,
    ]);
    expect(Object.fromEntries(empty)).toMatchObject({
      rank: 0,
      acronym: 1_722,
      interventions: 502,
      phases: 1_377,
      locations: 460,
      study_documents: 3_095,
    });
    // In this file Rank and empty cells are bare and all others quoted, so each line can be written again from its cells.
    const lines = readFileSync(kaggle, "utf8").split("\n").slice(1, -1);
    const written = rows.map(({ cells: [rank, ...texts] }) =>
      [rank, ...texts.map((text) => (text === "" ? "" : `"${text?.replaceAll('"', '""')}"`))].join(","),
    );
    expect(written).toEqual(lines);
  });

  test.each(filled)("snapshot %s has one row per line, and its lines are its cells joined by tabs", async (name) => {
    const path = join(data, "snapshots", name);
    const lines = readFileSync(path, "utf8").split("\r\n").slice(1, -1);
    const { items, dialect, totals } = await Effect.runPromise(read(path));
    expect(dialect).toMatchObject({ lineEnding: "crlf", delimiter: "tab", missingColumns: [] });
    expect(totals).toMatchObject({ read: lines.length, rejected: 0, lines: lines.length + 1, lineEnding: "crlf" });
    expect(items.map((item) => (item.kind === "row" ? item.cells.join("\t") : item.reason))).toEqual(lines);
  });

  test("the snapshot of 2022-02-08 is refused as empty", async () => {
    const error = await Effect.runPromise(Effect.flip(read(join(data, "snapshots/clinicalTrials-20220208.tsv"))));
    expect(error.reason).toMatchObject({ _tag: "EmptyFile", sizeBytes: 0 });
  });

  test("today's export is refused as a dialect that is not supported yet", async () => {
    const error = await Effect.runPromise(Effect.flip(read(join(data, "ctgov-csv/ctg-studies.csv"))));
    expect(error.reason._tag).toBe("UnknownDialect");
    expect(error.message).toContain("the registry's present CSV export");
  });

  test("JSON, XML and YAML documents of the registry are refused", async () => {
    for (const [name, kind] of [
      ["ctgov-api/studies.json", "JSON"],
      ["ctgov-xml/NCT02513394.xml", "XML"],
      ["ctgov-api/ctg-oas-v2.yaml", "has another header"],
    ] as const) {
      const error = await Effect.runPromise(Effect.flip(read(join(data, name))));
      expect(error.reason._tag).toBe("UnknownDialect");
      expect(error.message).toContain(kind);
    }
  });
});
