import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Effect } from "effect";

const readProcCommand = async (pid: number): Promise<ReadonlyArray<string> | undefined> =>
  (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined))?.split("\0");

const isSameFolder = async (a: string, b: string): Promise<boolean | undefined> => {
  const facts = await Promise.all([a, b].map((path) => stat(path).catch(() => undefined)));
  const [first, second] = facts;
  return first === undefined || second === undefined ? undefined : first.ino === second.ino && first.dev === second.dev;
};

const askPs = (pid: number): Promise<string> =>
  new Promise((resolve) => {
    execFile("ps", ["-ww", "-o", "command=", "-p", String(pid)], (error, stdout) => resolve(error ? "" : stdout));
  });

/**
 * Tells whether a live process is the server of a data folder, and not another program that got the number of a dead one.
 * On Windows, where neither `/proc` nor `ps` exists, the process number alone decides.
 */
export const isPostmasterOf = (pid: number, dataFolder: string): Effect.Effect<boolean> =>
  Effect.promise(async () => {
    if (process.platform === "win32") return true;
    if (process.platform !== "linux") {
      const command = await askPs(pid);
      return command.includes("postgres") && command.includes(dataFolder);
    }
    const command = await readProcCommand(pid);
    if (command === undefined || !basename(command[0] ?? "").startsWith("postgres")) return false;
    // A server works inside its data folder, also after somebody renamed a folder above it.
    return (await isSameFolder(`/proc/${pid}/cwd`, dataFolder)) ?? command.includes(dataFolder);
  });
