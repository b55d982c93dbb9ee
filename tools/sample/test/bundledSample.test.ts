import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundledSample, bundledSamplePath, columns, generateCsv, generateTrials } from "../src/index.ts";
import { parseRows } from "./parseRows.ts";
import { registryExport } from "./registryExport.ts";

const bytes = readFileSync(bundledSamplePath);
const text = bytes.toString("utf8");
const lines = text.split("\n").slice(0, -1);

test("the committed file is what the generator writes, byte for byte", () => {
  const generated = Buffer.from([...generateCsv(bundledSample)].join(""), "utf8");
  expect(bytes.equals(generated), "run: npx node tools/sample/generate.ts").toBe(true);
});

test("an independent reader finds the generated rows in the file, cell by cell", async () => {
  expect(await parseRows(text)).toEqual([...generateTrials(bundledSample)]);
});

test("the file is valid UTF-8 without a byte order mark, with line feeds alone and one at the end", () => {
  expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(text);
  expect(text.startsWith('"Rank"')).toBe(true);
  expect(text).not.toMatch(/[\r\t\0]/);
  expect(text.endsWith('"\n')).toBe(true);
});

test("the header names the 27 columns of the legacy export, all quoted", () => {
  expect(lines[0]).toBe(columns.map((name) => `"${name}"`).join(","));
  expect(columns).toHaveLength(27);
});

test("every record is one line of 27 cells: a bare rank, then quoted cells or bare empty ones", () => {
  expect(lines).toHaveLength(bundledSample.count + 1);
  for (const line of lines.slice(1)) expect(line).toMatch(/^\d+(?:,(?:"(?:[^"]|"")+")?){26}$/);
});

test("no cell has blanks around it, and no list an empty item", async () => {
  for (const row of await parseRows(text)) {
    for (const column of columns) {
      expect(row[column]).toBe(row[column].trim());
      expect(row[column]).not.toMatch(/^\||\|\||\|$|\| | \|/);
    }
  }
});

test("a real export has the same header and the same shape of line", () => {
  const real = registryExport();
  if (real === undefined) return;
  const realLines = real.split("\n").slice(0, -1);
  expect(realLines[0]).toBe(lines[0]);
  for (const line of realLines.slice(1)) expect(line).toMatch(/^\d+(?:,(?:"(?:[^"]|"")+")?){26}$/);
});
