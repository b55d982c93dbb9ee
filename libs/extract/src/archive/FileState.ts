import type { BigIntStats } from "node:fs";

/** What must stay the same between the first and the last byte read of a file. */
export type FileState = Pick<BigIntStats, "size" | "mtimeNs" | "ino" | "dev">;

/** Describes how a file's state moved, or returns undefined when it did not. */
export const describeChange = (before: FileState, after: FileState, copiedBytes: number): string | undefined => {
  if (before.ino !== after.ino || before.dev !== after.dev) return "another file took its place";
  if (before.size !== after.size) return `size ${before.size} -> ${after.size} bytes`;
  if (before.mtimeNs !== after.mtimeNs) return "it was written to";
  if (after.size !== BigInt(copiedBytes)) return `${copiedBytes} bytes were read, ${after.size} stand there`;
  return undefined;
};
