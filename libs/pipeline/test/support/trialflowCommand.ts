import { spawn } from "node:child_process";
import { resolve } from "node:path";

const repository = resolve(import.meta.dirname, "../../../..");

/** The Node of the repository and the command's own script. */
export const node = resolve(repository, "node_modules/.bin/node");
export const trialflowScript = resolve(repository, "apps/etl-cli/bin/trialflow.js");

/** How a command ended; `code` is null when a signal ended it. */
export interface EndedCommand {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface RunningCommand {
  /** Ends the command with SIGKILL, unless it has ended already. */
  readonly kill: () => void;
  readonly ended: Promise<EndedCommand>;
  /** Settles when standard error holds a text; rejects when the command ends without it. */
  readonly hasTold: (text: string) => Promise<void>;
}

/** Starts the real command with nothing of the caller's environment that changes what it does. */
export const startTrialflow = (
  args: ReadonlyArray<string>,
  variables: Readonly<Record<string, string>>,
  wrapper: ReadonlyArray<string> = [],
): RunningCommand => {
  const [program = node, ...rest] = [...wrapper, node, trialflowScript, ...args];
  const { PATH, HOME } = process.env;
  const child = spawn(program, rest, {
    cwd: repository,
    env: { PATH, HOME, TRIALFLOW_EXTRACT_OFFLINE: "true", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      told[name] += text;
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<EndedCommand>((fulfil, reject) => {
    child.once("error", reject);
    child.once("close", (code) => fulfil({ code, ...told }));
  });
  return {
    kill: () => void child.kill("SIGKILL"),
    ended,
    hasTold: (text) =>
      new Promise((fulfil, reject) => {
        const listen = () => {
          if (told.stderr.includes(text)) fulfil();
        };
        listeners.add(listen);
        listen();
        void ended.then(() => reject(new Error(`ended without telling "${text}": ${told.stderr}`)), reject);
      }),
  };
};
