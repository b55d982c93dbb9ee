import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type CtgovLegacyRow, ctgovLegacyCsv } from "@trialflow/schema";
import { parseString } from "fast-csv";

/** Where real registry files lie beside the repository, on machines that have them. */
export const realFiles = resolve(import.meta.dirname, "../../../../shared/data");

/** Tells whether a real file is there, and prints why a test is skipped if not. */
export const isThere = (path: string): boolean => {
  const there = existsSync(resolve(realFiles, path));
  if (!there) console.warn(`skipped: ${resolve(realFiles, path)} is not there`);
  return there;
};

/** Reads a comma-separated file with quotes into records by heading. */
export const readCsv = (path: string): Promise<ReadonlyArray<Readonly<Record<string, string>>>> =>
  new Promise((done, fail) => {
    const rows: Array<Record<string, string>> = [];
    parseString(readFileSync(resolve(realFiles, path), "utf8"), { headers: true })
      .on("data", (row) => rows.push(row))
      .on("error", fail)
      .on("end", () => done(rows));
  });

/** Reads a tab-separated file without quotes into records by heading. */
export const readTsv = (path: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const [header, ...lines] = readFileSync(resolve(realFiles, path), "utf8").split(/\r?\n/);
  const names = (header ?? "").split("\t");
  return lines
    .filter((line) => line !== "")
    .map((line) => Object.fromEntries(line.split("\t").map((cell, index) => [names[index] ?? "", cell])));
};

/** Turns a record by heading into a row of the classic export. */
export const toLegacyRow = (record: Readonly<Record<string, string>>): CtgovLegacyRow =>
  Object.fromEntries(
    ctgovLegacyCsv.columnNames.map((name) => [name, record[ctgovLegacyCsv.columns[name].header] ?? null]),
  ) as CtgovLegacyRow;
