import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memoryShareOf } from "./peakMemoryOf.ts";

const read = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // A process or a file that is not there, or not any more.
    return null;
  }
};

/** Sums the memory of the embedded server's processes at this moment, in bytes; null when none runs or Linux does not tell. */
export const serverMemory = (home: string): number | null => {
  const postmaster = read(join(home, "postgres/data/postmaster.pid"))?.split("\n", 1)[0];
  if (postmaster === undefined || !/^\d+$/.test(postmaster)) return null;
  const children = read(`/proc/${postmaster}/task/${postmaster}/children`)?.trim().split(" ") ?? [];
  const shares = [postmaster, ...children]
    .map((pid) => memoryShareOf(read(`/proc/${pid}/smaps_rollup`) ?? ""))
    .filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0);
};

const pollMs = 200;

/**
 * Watches the embedded server's memory until it is told to stop, and gives the peak in bytes: the largest of samples at the start, at
 * the end and every 0.2 s between. Told to stop more than once, it gives the peak again.
 */
export const watchServerMemory = (home: string): (() => number | null) => {
  let peak: number | null = null;
  const sample = (): void => {
    const now = serverMemory(home);
    if (now !== null && (peak === null || now > peak)) peak = now;
  };
  sample();
  const timer = setInterval(sample, pollMs);
  return () => {
    clearInterval(timer);
    sample();
    return peak;
  };
};
