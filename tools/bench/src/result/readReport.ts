import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { BenchReport, BenchResult } from "./BenchResult.ts";

/** Reads a report that an earlier benchmark wrote. Errors: throws when the file is not there or is no report. */
export const readReport = (path: string): BenchReport => {
  const { results } = JSON.parse(readFileSync(path, "utf8")) as Partial<BenchReport>;
  const isResult = ({ measuredAt, subject, measures }: Partial<BenchResult>): boolean =>
    measuredAt !== undefined && subject !== undefined && Array.isArray(measures);
  if (!Array.isArray(results) || !results.every(isResult)) {
    throw new Error(`${path} is no report of this benchmark; give --compare a file that --output wrote.`);
  }
  return { results };
};

/** Reads the report of the benchmark before; null when there is none or it was written in another form. */
export const readPrevious = (path: string): BenchReport | null => {
  if (!existsSync(path)) return null;
  try {
    return readReport(path);
  } catch {
    return null;
  }
};

/** Writes a report, complete or not at all. */
export const writeReport = (path: string, report: BenchReport): void => {
  const target = resolve(path);
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(partial, target);
};
