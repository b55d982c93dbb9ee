import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { fromRoot } from "../repositoryRoot.ts";

/** What a finished command left behind. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const keptOfNpm =
  /^npm_config_(?:cache|registry|userconfig|globalconfig|https?_proxy|proxy|noproxy|cafile|strict_ssl)$/i;
const ownPlaces = /^(?:DATABASE_URL|TRIALFLOW_|NODE_OPTIONS|VITEST|NX_)/;

/** The environment of a shell in which nobody has configured Trialflow and no npm script is running. */
const plainEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !ownPlaces.test(name) && (!/^npm_/i.test(name) || keptOfNpm.test(name)),
    ),
  ),
  PATH: [fromRoot("node_modules/.bin"), process.env["PATH"]].join(delimiter),
});

/** Runs a command line in a folder, with the programs of this repository first in the path, and gives what it printed. */
export const runCommand = (
  command: string,
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd: options.cwd,
      env: { ...plainEnvironment(), ...options.env },
      shell: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject).on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });

/** Runs a command line that has to succeed. Throws with all that it printed when it does not. */
export const runOrThrow = async (...[command, options]: Parameters<typeof runCommand>): Promise<Finished> => {
  const finished = await runCommand(command, options);
  if (finished.exitCode === 0) return finished;
  throw new Error(
    `\`${command}\` in ${options.cwd} ended with ${finished.exitCode}:\n${finished.stdout}${finished.stderr}`,
  );
};
