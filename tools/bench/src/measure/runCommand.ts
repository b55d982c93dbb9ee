import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "../repositoryRoot.ts";
import { finishProcess } from "./finishProcess.ts";
import type { Usage } from "./reportUsage.ts";
import { watchServerMemory } from "./serverMemory.ts";

/** What one execution of a command of `trialflow` took. */
export interface CommandRun {
  /** From the start of the process to its end, in milliseconds. */
  readonly wallMs: number;
  readonly usage: Usage;
  readonly serverPeakBytes: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is changed for a command that is not only measured. */
export interface CommandOptions {
  readonly nodeArgs?: ReadonlyArray<string>;
  readonly logLevel?: "Debug";
}

const program = join(repositoryRoot, "apps/etl-cli/bin/trialflow.js");
const reportUsage = fileURLToPath(new URL("reportUsage.ts", import.meta.url));
const configured = /^(?:DATABASE_URL|TRIALFLOW_|NODE_OPTIONS$)/;

/** The environment without anything that would let two measurements differ. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !configured.test(name)));

/**
 * Runs a command as a user does, in a process of its own, and measures it.
 *
 * Writes   the home folder: the embedded server and the archive; beside it the compiled sources
 * Errors   throws with what the program said when it did not succeed; such a run is no measurement
 */
export const runCommand = async (
  home: string,
  args: ReadonlyArray<string>,
  { nodeArgs = [], logLevel }: CommandOptions = {},
): Promise<CommandRun> => {
  const usageFile = `${home}.usage.json`;
  const stopWatching = watchServerMemory(home);
  const env = {
    ...plainEnvironment(),
    TRIALFLOW_HOME: home,
    BENCH_USAGE_FILE: usageFile,
    // Compiled sources are remembered beside the home: nobody else's, and none in the first run.
    NODE_COMPILE_CACHE: `${home}.compiled`,
    ...(logLevel === undefined ? {} : { TRIALFLOW_LOG_LEVEL: logLevel }),
  };
  const nodeOptions = [...nodeArgs, "--import", reportUsage, program, ...args];
  const finished = await finishProcess(process.execPath, nodeOptions, env).finally(stopWatching);
  const { exitCode, stderr, stdout, wallMs } = finished;
  const serverPeakBytes = stopWatching();
  if (exitCode !== 0) {
    throw new Error(`The pipeline ended with exit code ${exitCode} (trialflow ${args.join(" ")}):\n${stderr}${stdout}`);
  }
  const usage = JSON.parse(readFileSync(usageFile, "utf8")) as Usage;
  rmSync(usageFile);
  return { wallMs, usage, serverPeakBytes, stdout, stderr };
};
