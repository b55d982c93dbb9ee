import type { AcquiredFile } from "./AcquiredFile.ts";
import { impossibleDateOf, snapshotDateOf } from "./snapshotDate.ts";

/** Reads what the names of a file say of its snapshot: its own, then that of the zip file from which it comes. */
export const datesOfNames = (
  ...names: ReadonlyArray<string>
): Pick<AcquiredFile, "snapshotDate" | "impossibleDate"> => {
  const dated = names.map(snapshotDateOf).find((date) => date !== null);
  if (dated !== undefined) return { snapshotDate: dated };
  const impossible = names.map(impossibleDateOf).find((text) => text !== null);
  return { snapshotDate: null, ...(impossible === undefined ? {} : { impossibleDate: impossible }) };
};
