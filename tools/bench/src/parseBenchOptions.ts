import { parseArgs } from "node:util";

/** Says what to measure and where to put the result. */
export interface BenchOptions {
  /** The file of trials; null for the bundled sample. */
  readonly file: string | null;
  /** How many times the file's records stand in what is loaded. */
  readonly times: number;
  /** How often everything is measured, each time from nothing. */
  readonly runs: number;
  readonly output: string;
  /** An earlier result to compare with. */
  readonly compare: string | null;
}

/** Where a result is written if nobody says where. */
export const defaultOutput = ".trialflow/bench/latest.json";

const count = (name: string, text: string): number => {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}", expected a whole number from 1 to 999999.`);
};

/** Reads the options of the command line. Errors: throws on an unknown option and on a count that is none. */
export const parseBenchOptions = (args: ReadonlyArray<string>): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      file: { type: "string" },
      times: { type: "string", default: "1" },
      runs: { type: "string", default: "3" },
      output: { type: "string", default: defaultOutput },
      compare: { type: "string" },
    },
  });
  return {
    file: values.file ?? null,
    times: count("--times", values.times),
    runs: count("--runs", values.runs),
    output: values.output,
    compare: values.compare ?? null,
  };
};
