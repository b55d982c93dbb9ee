import { createHash } from "node:crypto";
import type { ChainEntry } from "./readChain.ts";

/** How a chain of entries can be broken. */
export type ChainBreak =
  | "edited_entry"
  | "missing_entry"
  | "inserted_entry"
  | "reordered_entry"
  /** The newest entry does not fit its hash, and no later one tells whether it was there before. */
  | "edited_or_inserted_entry";

/** What is wrong with evidence: what kind of thing, where it stands, what was found and what was expected there. */
export interface Finding<Kind extends string = string> {
  readonly kind: Kind;
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

/** Computes the hash that an entry must have, optionally as if it had been written under another number. */
export const hashOfEntry = ({ entryId, canonical, previousHash }: ChainEntry, writtenAs = entryId): string =>
  createHash("sha256")
    .update(Buffer.from(previousHash, "hex"))
    .update(`[${writtenAs}${canonical.slice(`[${entryId}`.length)}`)
    .digest("hex");

/** How far from its number an entry is looked for when it was moved. */
const reach = 1000;

/** Finds the number under which an entry was written, when it is another one than it has now. */
const originalNumber = (entry: ChainEntry): number | null => {
  for (let distance = 1; distance <= reach; distance++) {
    for (const number of [entry.entryId - distance, entry.entryId + distance]) {
      if (number > 0 && hashOfEntry(entry, number) === entry.hash) return number;
    }
  }
  return null;
};

const entryName = (from: number, to = from): string => (from === to ? `entry ${from}` : `entries ${from} to ${to}`);
const short = (hash: string): string => (hash === "" ? "no hash" : `hash ${hash.slice(0, 12)}…`);

const finding = (kind: ChainBreak, place: string, found: string, expected: string): Finding<ChainBreak> => ({
  kind,
  place,
  found,
  expected,
});

/** Tells about an entry that stands under another number than it was written with. */
const moved = (entries: ReadonlyArray<ChainEntry>, { entryId, previousHash }: ChainEntry, written: number) => {
  if (written < entryId) {
    return finding(
      "inserted_entry",
      entryName(written, entryId - 1),
      `the entry that stands as ${entryId} was written as ${written}`,
      `no entry before it that was not there then`,
    );
  }
  const follows = previousHash === "" || entries.some(({ hash }) => hash === previousHash);
  return follows
    ? finding(
        "reordered_entry",
        entryName(entryId),
        `the entry that was written as ${written}`,
        `the entry that was written as ${entryId}`,
      )
    : finding(
        "missing_entry",
        entryName(entryId, written - 1),
        `the entry that was written as ${written} in its place`,
        `the entry with ${short(previousHash)} before it`,
      );
};

/** Tells about an entry whose hash fits neither its content nor its content under another number. */
const misfit = (entry: ChainEntry, next: ChainEntry | undefined) => {
  const place = entryName(entry.entryId);
  const found = `content whose hash is ${hashOfEntry(entry).slice(0, 12)}…`;
  const expected = `content with ${short(entry.hash)}, as the entry says of itself`;
  if (next === undefined) return finding("edited_or_inserted_entry", place, found, expected);
  const written = next.previousHash === entry.hash ? null : originalNumber(next);
  return written !== null && written < next.entryId
    ? finding("inserted_entry", place, `an entry that was not there when entry ${next.entryId} was written`, "none")
    : finding("edited_entry", place, found, expected);
};

/**
 * Finds the first broken link of the audit log: every number must follow the one before, name its hash, and have the hash that
 * its content gives. Null when the chain is whole.
 *
 * Looks for what was done to the log; the place is where, also when the break shows one entry later.
 */
export const verifyChain = (entries: ReadonlyArray<ChainEntry>): Finding<ChainBreak> | null => {
  let before = "";
  for (const [index, entry] of entries.entries()) {
    const { entryId, previousHash, hash } = entry;
    const number = index + 1;
    if (entryId < number) return finding("inserted_entry", entryName(entryId), "a number below 1", "numbers from 1 on");
    if (entryId > number) {
      return finding("missing_entry", entryName(number, entryId - 1), `entry ${entryId} next`, `entry ${number}`);
    }
    if (hashOfEntry(entry) !== hash) {
      const written = originalNumber(entry);
      return written === null ? misfit(entry, entries[index + 1]) : moved(entries, entry, written);
    }
    if (previousHash !== before) {
      const place = entryName(Math.max(1, entryId - 1));
      return finding(
        "edited_entry",
        place,
        short(before),
        `${short(previousHash)}, which entry ${entryId} was written after`,
      );
    }
    before = hash;
  }
  return entries.length > 0
    ? null
    : finding("missing_entry", "entry 1", "an empty audit log", "at least the entry of the first migration");
};
