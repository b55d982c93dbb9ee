import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { interruption } from "../interruption.ts";
import { repositoryRoot } from "../repositoryRoot.ts";

/** How a process ended. */
export interface FinishedProcess {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From its start to its end, in milliseconds. */
  readonly wallMs: number;
}

/** Runs a process to its end and keeps what it said. Errors: rejects when it cannot be started or the benchmark is told to stop. */
export const finishProcess = (
  program: string,
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv,
): Promise<FinishedProcess> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(program, args, {
      cwd: repositoryRoot,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      signal: interruption.signal,
    });
    const stdout: Array<Buffer> = [];
    const stderr: Array<Buffer> = [];
    let failure: Error | undefined;
    child.stdout.on("data", (piece: Buffer) => stdout.push(piece));
    child.stderr.on("data", (piece: Buffer) => stderr.push(piece));
    // An interrupted process still closes: only then is its server free to be stopped.
    child.on("error", (error) => {
      failure = error;
      if (child.pid === undefined) reject(error);
    });
    child.on("close", (exitCode) => {
      if (failure !== undefined) return reject(failure);
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
        wallMs: performance.now() - startedAt,
      });
    });
  });
