import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../../../", import.meta.url));
export const node = fileURLToPath(new URL("node_modules/.bin/node", new URL("../../../../", import.meta.url)));
export const bin = fileURLToPath(new URL("../../bin/trialflow.js", import.meta.url));

/** How a command ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running. */
export interface Running {
  readonly finished: Promise<Finished>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Waits until standard error holds a text; gives up when the command has ended. */
  readonly hasTold: (text: string) => Promise<void>;
}

/** The environment of a command: nothing of the caller's that changes what it does. */
export const environment = (variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  TRIALFLOW_EXTRACT_OFFLINE: "true",
  ...variables,
});

/** Starts the real command. Standard input is closed unless a text is given. */
export const start = (
  args: ReadonlyArray<string>,
  variables: Readonly<Record<string, string>>,
  input?: string,
): Running => {
  const child = spawn(node, [bin, ...args], {
    cwd: repository,
    env: environment(variables),
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin?.end(input);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return {
    finished,
    kill: (signal) => void child.kill(signal),
    hasTold: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stderr.includes(text)) resolve();
        };
        look();
        child.stderr?.on("data", look);
        void finished.then(() => reject(new Error(`ended without telling "${text}": ${stderr}`)), reject);
      }),
  };
};

/** Runs the real command to its end. */
export const trialflow = (
  args: ReadonlyArray<string>,
  variables: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Finished> => start(args, variables, input).finished;
