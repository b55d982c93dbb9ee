import type { ChainEntry } from "./readChain.ts";
import { type Finding, hashOfEntry } from "./verifyChain.ts";

/** An entry's number and hash, kept outside of the database. A hash alone says that some entry has it. */
export interface Anchor {
  readonly entryId: number | null;
  readonly hash: string;
}

const form = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/i;

/** Reads an anchor as `trialflow audit anchor` prints it, or a bare hash; null when the text is neither. */
export const parseAnchor = (text: string): Anchor | null => {
  const [, number, hash] = form.exec(text.trim()) ?? [];
  return hash === undefined
    ? null
    : { entryId: number === undefined ? null : Number(number), hash: hash.toLowerCase() };
};

/** Writes an anchor in one line. */
export const anchorText = ({ entryId, hash }: ChainEntry): string => `${entryId}:${hash}`;

/** Checks that the log still has the entry of an anchor; what is wrong, or null. */
export const checkAnchor = (
  entries: ReadonlyArray<ChainEntry>,
  { entryId, hash }: Anchor,
): Finding<"cut_off" | "anchor_differs"> | null => {
  const last = entries.at(-1)?.entryId ?? 0;
  if (entryId === null) {
    return entries.some((entry) => entry.hash === hash && hashOfEntry(entry) === hash)
      ? null
      : { kind: "anchor_differs", place: "audit log", found: "no entry with the anchor's hash", expected: hash };
  }
  const entry = entries.find((candidate) => candidate.entryId === entryId);
  if (entry?.hash === hash) return null;
  return entry === undefined && entryId > last
    ? {
        kind: "cut_off",
        place: `entries ${last + 1} to ${entryId} and what came after`,
        found: last === 0 ? "an empty audit log" : `the log ends with entry ${last}`,
        expected: `entry ${entryId} with hash ${hash}`,
      }
    : {
        kind: "anchor_differs",
        place: `entry ${entryId} or one before it`,
        found: entry === undefined ? `no entry ${entryId}` : `hash ${entry.hash}`,
        expected: `hash ${hash}`,
      };
};
