import { TrialSet } from "./TrialSet.ts";

const HASH_BYTES = 32;
const TRIAL_PLACE = HASH_BYTES + 8;
const ENTRY_BYTES = TRIAL_PLACE + 4;

/** The value of each hexadecimal digit by its character's code. */
const digits = new Uint8Array(128);
for (let digit = 0; digit < 16; digit++) digits[digit.toString(16).charCodeAt(0)] = digit;

const byteOf = (hash: string, index: number): number =>
  ((digits[hash.charCodeAt(2 * index)] ?? 0) << 4) | (digits[hash.charCodeAt(2 * index + 1)] ?? 0);

/**
 * Holds the content that a file follows: finds its record versions by their row hash, so that only what is new goes to the server, and
 * knows its trials. Versions have numbers from 0 on, in the order of their hashes.
 *
 * Memory   44 bytes for each version and eight to twelve for finding it, and a set of trials: no strings and no objects, whatever their number
 */
export class PreviousContent {
  readonly trials = new TrialSet();
  /** How many versions there are. */
  readonly size: number;
  /** Of each version its hash, its record id as a 64-bit integer and the digits of its NCT number as a 32-bit one; in any order. */
  readonly #entries: Buffer;
  /** Where the entry of each version begins. */
  readonly #starts: Uint32Array;
  /** The first version whose hash begins with certain bits, for each value of these; and behind them the number of all. */
  readonly #firsts: Uint32Array;
  /** How far the first 32 bits of a hash are to be shifted for these. */
  readonly #shift: number;

  constructor(entries: Buffer = Buffer.alloc(0)) {
    this.#entries = entries;
    this.size = entries.length / ENTRY_BYTES;
    const bits = Math.max(1, Math.ceil(Math.log2(this.size)));
    this.#shift = 32 - bits;
    this.#firsts = new Uint32Array(2 ** bits + 1);
    this.#starts = new Uint32Array(this.size);
    this.#order();
    for (let place = TRIAL_PLACE; place < entries.length; place += ENTRY_BYTES) {
      this.trials.add(entries.readUInt32BE(place));
    }
  }

  /** Returns the number of the version with a hash, given in hexadecimal digits; -1 when there is none. */
  find(hash: string): number {
    const first = (byteOf(hash, 0) << 24) | (byteOf(hash, 1) << 16) | (byteOf(hash, 2) << 8) | byteOf(hash, 3);
    const bucket = first >>> this.#shift;
    const end = this.#firsts[bucket + 1] ?? 0;
    for (let version = this.#firsts[bucket] ?? 0; version < end; version++) {
      if (this.#hasHash(this.#starts[version] ?? 0, hash)) return version;
    }
    return -1;
  }

  /** The record id of a version. */
  recordId(version: number): number {
    return Number(this.#entries.readBigInt64BE((this.#starts[version] ?? 0) + HASH_BYTES));
  }

  /** The hash of a version in hexadecimal digits. */
  hash(version: number): string {
    const start = this.#starts[version] ?? 0;
    return this.#entries.toString("hex", start, start + HASH_BYTES);
  }

  /** Compares digit by digit: making bytes of the digits first and comparing those takes three times as long. */
  #hasHash(start: number, hash: string): boolean {
    for (let index = 0; index < HASH_BYTES; index++) {
      if (this.#entries[start + index] !== byteOf(hash, index)) return false;
    }
    return true;
  }

  /** Puts the versions in the order of their hashes: by the first bits, then among the one or two that have the same. */
  #order(): void {
    const entries = this.#entries;
    const firsts = this.#firsts;
    const starts = this.#starts;
    const bucketOf = (start: number) => entries.readUInt32BE(start) >>> this.#shift;
    const counted = (bucket: number, by: number) => {
      const count = (firsts[bucket] ?? 0) + by;
      firsts[bucket] = count;
      return count;
    };
    for (let start = 0; start < entries.length; start += ENTRY_BYTES) counted(bucketOf(start), 1);
    for (let bucket = 1; bucket < firsts.length; bucket++) counted(bucket, firsts[bucket - 1] ?? 0);
    // Each has the end of its bucket now, and is led back to the beginning by those that are put in.
    for (let start = 0; start < entries.length; start += ENTRY_BYTES) starts[counted(bucketOf(start), -1)] = start;
    for (let version = 1; version < starts.length; version++) {
      const start = starts[version] ?? 0;
      let place = version;
      for (; place > 0 && this.#comesBefore(start, starts[place - 1] ?? 0); place--) {
        starts[place] = starts[place - 1] ?? 0;
      }
      starts[place] = start;
    }
  }

  #comesBefore(start: number, other: number): boolean {
    const entries = this.#entries;
    const difference = entries.readUInt32BE(start) - entries.readUInt32BE(other);
    if (difference !== 0) return difference < 0;
    return entries.compare(entries, other, other + HASH_BYTES, start, start + HASH_BYTES) < 0;
  }
}
