import type { JobProfile } from "../profile/profileRun.ts";
import type { ProfileSummary, SelfTime } from "../profile/summariseProfile.ts";
import { alignColumns } from "./alignColumns.ts";

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

const selfTimes = (heading: string, times: ReadonlyArray<SelfTime>, busyMs: number, shown: number): string =>
  alignColumns([
    [heading, "self s", "share"],
    ...times
      .slice(0, shown)
      .map(({ ms, name }) => [name, seconds(ms), `${((ms / Math.max(busyMs, 1)) * 100).toFixed(1)} %`]),
  ]);

const renderThread = (thread: ProfileSummary, place: number): string => {
  const busyMs = thread.totalMs - thread.idleMs;
  return [
    `Thread ${place + 1} of Node.js: ${seconds(thread.totalMs)} s, of which ${seconds(busyMs)} s busy`,
    selfTimes("module", thread.modules, busyMs, 12),
    selfTimes("function", thread.functions, busyMs, 20),
  ].join("\n\n");
};

/** Writes where the time of a whole job went: modules and functions by self time, then statements by their time in the program. */
export const renderProfile = ({ statements, threads, wallMs }: JobProfile): string =>
  [
    `Profile of the whole job, ${seconds(wallMs)} s with profiler and log of statements`,
    ...threads.map(renderThread),
    alignColumns([
      ["statement", "times", "sum s", "longest s"],
      ...statements
        .slice(0, 25)
        .map(({ count, longestMs, operation, totalMs }) => [
          operation,
          String(count),
          seconds(totalMs),
          seconds(longestMs),
        ]),
    ]),
  ].join("\n\n");
