import { Effect } from "effect";
import { findProcess, isStillRunning } from "./findProcess.ts";

/** Writes the identity of this process as `<pid>-<start>`, for names of locks and temporary folders. */
export const ownProcessMark: Effect.Effect<string> = Effect.map(
  findProcess(process.pid),
  (own) => `${process.pid}-${own?.startedAt ?? "0"}`,
);

/** Tells whether the process that wrote a mark still runs; a text that is no mark belongs to nobody. */
export const isMarkAlive = (mark: string): Effect.Effect<boolean> => {
  const match = /^(\d+)-(\d+)$/.exec(mark);
  const [, pid, startedAt] = match ?? [];
  return pid === undefined || startedAt === undefined
    ? Effect.succeed(false)
    : isStillRunning({ pid: Number(pid), startedAt });
};
