import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { EmbeddedServerOptions } from "../../src/embedded/EmbeddedServerOptions.ts";

/** What a command prints first. */
export interface CommandReport {
  readonly port: number;
  readonly dataFolder: string;
  readonly wasRunning: boolean;
  readonly database: string;
  readonly answer: number;
  readonly failed?: string;
  readonly message?: string;
}

/** A process that uses the embedded server until its input ends. */
export interface Command {
  readonly child: ChildProcess;
  /** Its first line: the server works for it, or why not. */
  readonly report: Promise<CommandReport>;
  /** Lets it end in order; its exit code. */
  readonly end: () => Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Everything it printed. */
  readonly output: () => string;
}

const program = join(import.meta.dirname, "programs", "useServer.ts");

/** Starts a command as a process of its own; one that still runs when the test is finished is killed. */
export const startCommand = (options: EmbeddedServerOptions, spawnOptions: SpawnOptions = {}): Command => {
  const child = spawn(process.execPath, [program, JSON.stringify({ durable: false, ...options })], {
    ...spawnOptions,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const report = new Promise<CommandReport>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const [line] = output.split("\n");
      if (line !== undefined && output.length > line.length && line.startsWith("{")) resolve(JSON.parse(line));
    });
    void exited.then((code) => reject(new Error(`the command ended with ${code}: ${output}`)));
  });
  report.catch(() => {});
  let log = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return {
    child,
    report,
    end: () => {
      child.stdin?.end();
      return exited;
    },
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
    output: () => output + log,
  };
};
