import { parseArgs } from "node:util";
import { allParts, type PartName } from "./part/PartName.ts";

/** Says what to measure and where to put the result. */
export interface BenchOptions {
  /** The file of trials; null for the one that is found. */
  readonly file: string | null;
  /** How many times the file's records stand in what is loaded; one result for each size. */
  readonly times: ReadonlyArray<number>;
  /** How often everything is measured, each time from nothing. */
  readonly runs: number;
  readonly parts: ReadonlyArray<PartName>;
  /** Where generated files are kept and the databases of the rounds are made; null for the system's temporary folder. */
  readonly folder: string | null;
  /** Where the report is written besides the cache folder. */
  readonly output: string | null;
  /** A report to compare with; null for the previous results of the same file on this machine. */
  readonly compare: string | null;
  readonly isProfiled: boolean;
}

const count = (name: string, text: string): number => {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}", expected a whole number from 1 to 999999.`);
};

const part = (text: string): PartName => {
  const found = allParts.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Error(`--parts has "${text}", expected some of ${allParts.join(", ")}, separated by commas.`);
};

/**
 * Reads the options of the command line.
 *
 * Errors   throws on an unknown option, on a count that is none and on a part that there is not
 */
export const parseBenchOptions = (args: ReadonlyArray<string>): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      file: { type: "string" },
      times: { type: "string", default: "1" },
      runs: { type: "string", default: "3" },
      parts: { type: "string", default: allParts.join(",") },
      folder: { type: "string" },
      output: { type: "string" },
      compare: { type: "string" },
      profile: { type: "boolean", default: false },
    },
  });
  const times = values.times.split(",").map((text) => count("--times", text.trim()));
  return {
    file: values.file ?? null,
    times: [...new Set(times)].toSorted((a, b) => a - b),
    runs: count("--runs", values.runs),
    parts: [...new Set(values.parts.split(",").map((text) => part(text.trim())))],
    folder: values.folder ?? null,
    output: values.output ?? null,
    compare: values.compare ?? null,
    isProfiled: values.profile,
  };
};
