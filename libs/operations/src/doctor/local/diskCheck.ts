import { stat, statfs } from "node:fs/promises";
import { Effect } from "effect";
import { type CheckWords, type Diagnosis, failed, ok, warning } from "../Diagnosis.ts";
import { nearestFolder } from "./nearestFolder.ts";

const gigabyte = 1024 ** 3;
const [scarce, exhausted] = [5 * gigabyte, 0.5 * gigabyte];

const words: CheckWords = {
  check: "disk space",
  expected: `${scarce / gigabyte} GiB free, or a tenth of a smaller disk, where Trialflow writes`,
};

/** A folder that Trialflow writes to, and what for. */
export interface WrittenFolder {
  readonly purpose: string;
  readonly path: string;
}

/** The space of a disk, and what Trialflow uses it for. Bytes. */
export interface DiskSpace {
  readonly purposes: ReadonlyArray<string>;
  readonly path: string;
  readonly free: number;
  readonly size: number;
}

/** The space of each disk, once for all folders on it. */
const readSpaces = async (folders: ReadonlyArray<WrittenFolder>): Promise<ReadonlyArray<DiskSpace>> => {
  const spaces = new Map<number, DiskSpace>();
  for (const { purpose, path } of folders) {
    const folder = await nearestFolder(path);
    const { dev } = await stat(folder);
    const { bavail, bsize, blocks } = await statfs(folder);
    const purposes = [...(spaces.get(dev)?.purposes ?? []), purpose];
    spaces.set(dev, { purposes, path: spaces.get(dev)?.path ?? folder, free: bavail * bsize, size: blocks * bsize });
  }
  return [...spaces.values()];
};

const inGigabytes = (bytes: number): string => `${(bytes / gigabyte).toFixed(1)} GiB`;

/** Judges the disks that Trialflow writes to. */
export const judgeSpaces = (spaces: ReadonlyArray<DiskSpace>): Diagnosis => {
  const found = spaces
    .map(
      ({ purposes, path, free, size }) =>
        `${inGigabytes(free)} of ${inGigabytes(size)} free for ${purposes.join(", ")} (${path})`,
    )
    .join("; ");
  const remedy =
    "Free space on it, or let TRIALFLOW_HOME lead to a larger disk. What the retention policy lets go: trialflow purge --dry-run";
  if (spaces.some(({ free }) => free < exhausted)) return failed(words, found, remedy);
  return spaces.some(({ free, size }) => free < Math.min(scarce, size / 10))
    ? warning(words, found, remedy)
    : ok(words, found);
};

/** Whether the disks that Trialflow writes to have space left. */
export const checkDisk = (folders: ReadonlyArray<WrittenFolder>): Effect.Effect<Diagnosis> =>
  Effect.promise(() =>
    readSpaces(folders).then(judgeSpaces, (error: Error) =>
      failed(words, `it cannot be found out: ${error.message}`, "Check TRIALFLOW_HOME and its rights."),
    ),
  );
