import type { PreviousContent } from "./PreviousContent.ts";
import { TrialSet } from "./TrialSet.ts";

/** What a row is by itself and the content that the file follows, before it is compared with the file's other rows. */
export interface Judgement {
  readonly disposition: "new" | "changed" | "unchanged" | "rejected";
  /** The record id of the very version, where the previous content has it. */
  readonly knownId: number | undefined;
  /** A row of the same trial came before. */
  readonly isRepeated: boolean;
}

/** Tells whether a row is settled: whatever else the file has, it is an unchanged one of a version that raw has under this id. */
export const isSettled = (judgement: Judgement): judgement is Judgement & { readonly knownId: number } =>
  judgement.knownId !== undefined && !judgement.isRepeated;

/** What the rows of a file have shown together. */
export interface JudgedRows {
  /** Some trial has several rows. */
  readonly hasRepeated: boolean;
  /** How many trials of the previous content no row was of. */
  readonly missingTrials: number;
  /** How many rows are settled. */
  readonly settledCount: number;
  /** The hashes of the settled rows in hexadecimal digits, in their order. */
  readonly settledHashes: Iterable<string>;
}

/** Judges the rows of a file one after the other, while they are read. */
export class RowJudge {
  readonly #previous: PreviousContent;
  readonly #seen = new TrialSet();
  /** For each version of the previous content 1 if a row of it is settled: one at most is, being the first of its trial. */
  readonly #settled: Uint8Array;
  #settledCount = 0;
  #hasRepeated = false;
  #missingTrials: number;

  constructor(previous: PreviousContent) {
    this.#previous = previous;
    this.#settled = new Uint8Array(previous.size);
    this.#missingTrials = previous.trials.size;
  }

  /** Judges the next row by its hash, in hexadecimal digits, and the digits of its NCT number, -1 where it has none. */
  judge(hash: string, trial: number): Judgement {
    if (trial < 0) return { disposition: "rejected", knownId: undefined, isRepeated: false };
    const version = this.#previous.find(hash);
    const isKnown = version >= 0;
    const isContinued = isKnown || this.#previous.trials.has(trial);
    const isFirst = this.#seen.add(trial);
    if (isFirst && isContinued) this.#missingTrials--;
    if (!isFirst) this.#hasRepeated = true;
    if (isFirst && isKnown) {
      this.#settled[version] = 1;
      this.#settledCount++;
    }
    return {
      disposition: isKnown ? "unchanged" : isContinued ? "changed" : "new",
      knownId: isKnown ? this.#previous.recordId(version) : undefined,
      isRepeated: !isFirst,
    };
  }

  get result(): JudgedRows {
    return {
      hasRepeated: this.#hasRepeated,
      missingTrials: this.#missingTrials,
      settledCount: this.#settledCount,
      settledHashes: settledHashes(this.#previous, this.#settled),
    };
  }
}

function* settledHashes(previous: PreviousContent, settled: Uint8Array): Generator<string> {
  for (let version = settled.indexOf(1); version >= 0; version = settled.indexOf(1, version + 1)) {
    yield previous.hash(version);
  }
}
