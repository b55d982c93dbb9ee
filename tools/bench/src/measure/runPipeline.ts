import type { RunDocument } from "./RunDocument.ts";
import { type CommandOptions, type CommandRun, runCommand } from "./runCommand.ts";

/** An execution of a command of the pipeline, with the document that it printed. */
export interface PipelineRun extends CommandRun {
  readonly document: RunDocument;
}

/** A command of the pipeline; the steps behind `load` take what the step before them left. */
export type PipelineCommand = "run" | "load" | "transform" | "check" | "publish";

/** Runs the pipeline or one of its steps and measures it. Errors: throws when it did not succeed. */
export const runPipeline = async (
  home: string,
  command: PipelineCommand,
  args: ReadonlyArray<string> = [],
  options: CommandOptions = {},
): Promise<PipelineRun> => {
  const run = await runCommand(home, [command, "--json", ...args], options);
  return { ...run, document: JSON.parse(run.stdout) as RunDocument };
};

/** The flags that load a file as the snapshot of a day; the day does not depend on when the file was written. */
export const loading = (path: string, day: "first" | "second"): ReadonlyArray<string> => [
  "--file",
  path,
  "--snapshot-date",
  day === "first" ? "2021-01-01" : "2021-01-02",
];

/** Makes sure that a run loaded what it was meant to load. Errors: throws when the status of its load is another one. */
export const expectLoad = (run: PipelineRun, name: string, status: "loaded" | "unchanged"): PipelineRun => {
  const found = run.document.loads.map((load) => load.status).join(", ");
  if (found === status) return run;
  throw new Error(`The load of "${name}" is "${found}", expected "${status}": this is not the job to measure.`);
};
