import { type ChildProcess, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../bin/trialflow-scheduler.js", import.meta.url));
const sample = fileURLToPath(new URL("../../../../data/sample/covid-19-trials-sample.csv", import.meta.url));

/** One line of the log. */
export interface LogLine {
  readonly message: string;
  readonly level: string;
  readonly timestamp: string;
  readonly annotations: { readonly [key: string]: unknown };
}

const isLogLine = (value: unknown): value is LogLine =>
  typeof value === "object" && value !== null && "message" in value && "level" in value && "annotations" in value;

/** The scheduler as a user starts it: the real program in a process of its own, with a home and an inbox of its own. */
export class SchedulerProcess {
  readonly lines: Array<LogLine> = [];
  /** What came on either stream and is not a line of the log. */
  readonly strayOutput: Array<string> = [];
  readonly exitCode: Promise<number | null>;
  readonly process: ChildProcess;
  private readonly folder: string;
  private hasEnded = false;
  private waiting: Array<() => void> = [];

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder;
    this.process = spawn(process.execPath, [bin], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        TRIALFLOW_HOME: join(folder, "home"),
        TRIALFLOW_EXTRACT_INBOX: join(folder, "inbox"),
        TRIALFLOW_EXTRACT_OFFLINE: "true",
        TRIALFLOW_SCHEDULER_PORT: "0",
        ...environment,
      },
    });
    const { stdout, stderr } = this.process;
    if (stdout === null || stderr === null) throw new Error("no pipes");
    createInterface(stdout).on("line", (line) => this.strayOutput.push(line));
    createInterface(stderr).on("line", (line) => this.take(line));
    this.exitCode = new Promise((resolve) => {
      // After `close`, not `exit`: the last lines may still be in the pipe.
      this.process.once("close", (code) => {
        this.hasEnded = true;
        this.wake();
        resolve(code);
      });
    });
  }

  static async start(environment: Record<string, string>): Promise<SchedulerProcess> {
    const folder = await mkdtemp(join(tmpdir(), "trialflow-scheduler-"));
    await mkdir(join(folder, "inbox"));
    await copyFile(sample, join(folder, "inbox", "trials-2020-08-15.csv"));
    return new SchedulerProcess(folder, environment);
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** Puts a newer export into the inbox that holds only the first records of the one that is there, and in one piece. */
  async addTruncatedExport(records: number): Promise<void> {
    const lines = (await readFile(sample, "utf8")).split("\n").slice(0, records + 1);
    const path = join(this.folder, "inbox", "trials-2020-09-15.csv");
    await writeFile(`${path}.part`, `${lines.join("\n")}\n`);
    await rename(`${path}.part`, path);
  }

  private take(line: string): void {
    try {
      const value: unknown = JSON.parse(line);
      if (isLogLine(value)) this.lines.push(value);
      else this.strayOutput.push(line);
    } catch {
      this.strayOutput.push(line);
    }
    this.wake();
  }

  /** Waits for a line whose message begins so and that passes the test; fails when the process ends without one. */
  async line(start: string, isWanted: (line: LogLine) => boolean = () => true): Promise<LogLine> {
    for (;;) {
      const found = this.lines.find((line) => line.message.startsWith(start) && isWanted(line));
      if (found !== undefined) return found;
      if (this.hasEnded) throw new Error(`ended without "${start}": ${JSON.stringify([this.lines, this.strayOutput])}`);
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
  }

  /** Address that the health server says it listens on. */
  async address(): Promise<string> {
    return String((await this.line("Listening")).annotations["address"]);
  }

  signal(name: "SIGTERM" | "SIGINT"): void {
    this.process.kill(name);
  }

  /** Ends the process whatever it does, and removes its folder. */
  async dispose(): Promise<void> {
    if (!this.hasEnded) this.process.kill("SIGKILL");
    await this.exitCode;
    await rm(this.folder, { recursive: true, force: true });
  }
}
