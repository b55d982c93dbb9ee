import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "../repositoryRoot.ts";
import type { RunDocument } from "./RunDocument.ts";
import type { Usage } from "./reportUsage.ts";
import { watchServerMemory } from "./serverMemory.ts";

/** What one execution of `trialflow run` took. */
export interface PipelineRun {
  /** From the start of the process to its end, in milliseconds. */
  readonly wallMs: number;
  readonly usage: Usage;
  readonly serverMemoryBytes: number | null;
  readonly document: RunDocument;
}

const program = join(repositoryRoot, "apps/etl-cli/bin/trialflow.js");
const reportUsage = fileURLToPath(new URL("reportUsage.ts", import.meta.url));
const configured = /^(?:DATABASE_URL|TRIALFLOW_|NODE_OPTIONS$)/;

/** The environment without anything that would let two measurements differ. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !configured.test(name)));

const finish = (
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repositoryRoot, env, stdio: ["ignore", "pipe", "pipe"] });
    const stdout: Array<Buffer> = [];
    const stderr: Array<Buffer> = [];
    child.stdout.on("data", (piece: Buffer) => stdout.push(piece));
    child.stderr.on("data", (piece: Buffer) => stderr.push(piece));
    child.on("error", reject);
    child.on("close", (exitCode) =>
      resolve({ exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });

/**
 * Runs the pipeline as a user does, in a process of its own, and measures it.
 *
 * Writes   the home folder: the embedded server and the archive; beside it the compiled sources
 * Errors   throws with what the program said when it did not succeed; such a run is no measurement
 */
export const runPipeline = async (file: string, home: string): Promise<PipelineRun> => {
  const usageFile = `${home}.usage.json`;
  const stopWatching = watchServerMemory(home);
  const env = {
    ...plainEnvironment(),
    TRIALFLOW_HOME: home,
    BENCH_USAGE_FILE: usageFile,
    // Compiled sources are remembered beside the home: nobody else's, and none in the first run.
    NODE_COMPILE_CACHE: `${home}.compiled`,
  };
  const startedAt = performance.now();
  const { exitCode, stderr, stdout } = await finish(
    ["--import", reportUsage, program, "run", "--json", "--file", file],
    env,
  );
  const wallMs = performance.now() - startedAt;
  const serverMemoryBytes = stopWatching();
  if (exitCode !== 0) throw new Error(`The pipeline ended with exit code ${exitCode}:\n${stderr}${stdout}`);
  const usage = JSON.parse(readFileSync(usageFile, "utf8")) as Usage;
  rmSync(usageFile);
  return { wallMs, usage, serverMemoryBytes, document: JSON.parse(stdout) as RunDocument };
};
