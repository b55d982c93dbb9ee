import { readFileSync } from "node:fs";
import type { BenchResult } from "./BenchResult.ts";

/** Reads a result that an earlier benchmark wrote. Errors: throws when the file is not there or is no result. */
export const readResult = (path: string): BenchResult => {
  const result = JSON.parse(readFileSync(path, "utf8")) as Partial<BenchResult>;
  if (result.measuredAt === undefined || result.subject === undefined || !Array.isArray(result.measures)) {
    throw new Error(`${path} is no result of this benchmark; give --compare a file that --output wrote.`);
  }
  return result as BenchResult;
};
