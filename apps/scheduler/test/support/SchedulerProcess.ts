import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../bin/trialflow-scheduler.js", import.meta.url));

/** One line of the log. */
export interface LogLine {
  readonly message: string;
  readonly level: string;
  readonly timestamp: string;
  readonly annotations: { readonly [key: string]: unknown };
}

const isLogLine = (value: unknown): value is LogLine =>
  typeof value === "object" && value !== null && "message" in value && "level" in value && "annotations" in value;

/** The scheduler as a user starts it: the real program in a process of its own. */
export class SchedulerProcess {
  readonly lines: Array<LogLine> = [];
  /** What came on either stream and is not a line of the log. */
  readonly strayOutput: Array<string> = [];
  /** Null when a signal ended it. */
  readonly exitCode: Promise<number | null>;
  private readonly process: ChildProcess;
  private hasEnded = false;
  private waiting: Array<() => void> = [];

  /** `environment` is all that the program is given. */
  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.process = spawn(process.execPath, [bin], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], HOME: folder, ...environment },
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

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private take(line: string): void {
    try {
      const value: unknown = JSON.parse(line);
      // The engine's own lines may have several texts.
      if (isLogLine(value)) this.lines.push({ ...value, message: [value.message].flat().join(" ") });
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

  signal(name: "SIGTERM" | "SIGINT" | "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    if (!this.hasEnded) this.process.kill(name);
  }

  /** Sends a signal and waits for the end; the exit code, null when the signal itself ended it. */
  async stop(name: "SIGTERM" | "SIGINT" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
    this.signal(name);
    return this.exitCode;
  }
}
