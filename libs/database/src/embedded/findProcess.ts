import { readFile } from "node:fs/promises";
import { Effect } from "effect";
import { errorCode } from "./attemptFile.ts";
import { parseProcStat } from "./parseProcStat.ts";

/** Identifies a live process, so that a later process with the same number is not taken for it. */
export interface LiveProcess {
  readonly pid: number;
  /** The start of the process in the kernel's clock ticks on Linux, `0` elsewhere. */
  readonly startedAt: string;
}

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted means that the process exists and is another user's.
    return errorCode(error) === "EPERM";
  }
};

/** Finds a live process by its number; one that has ended and only waits to be collected (a zombie) counts as gone. */
export const findProcess = (pid: number): Effect.Effect<LiveProcess | undefined> =>
  Effect.promise(async () => {
    if (!isThere(pid)) return undefined;
    if (process.platform !== "linux") return { pid, startedAt: "0" };
    const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
    const facts = line === undefined ? undefined : parseProcStat(line);
    return facts === undefined || facts.state === "Z" || facts.state === "X"
      ? undefined
      : { pid, startedAt: facts.startedAt };
  });

/** Tells whether exactly this process, and not a later one with its number, still runs. */
export const isStillRunning = (live: LiveProcess): Effect.Effect<boolean> =>
  Effect.map(findProcess(live.pid), (found) => found?.startedAt === live.startedAt);
