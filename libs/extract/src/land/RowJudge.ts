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

/** What the rows of a file have shown together. */
export interface JudgedRows {
  /** Some trial has several rows. */
  readonly hasRepeated: boolean;
  /** How many trials of the previous content no row was of. */
  readonly missingTrials: number;
}

/** Judges the rows of a file one after the other, while they are read. */
export class RowJudge {
  readonly #previous: PreviousContent;
  readonly #seen = new TrialSet();
  #hasRepeated = false;
  #missingTrials: number;

  constructor(previous: PreviousContent) {
    this.#previous = previous;
    this.#missingTrials = previous.trials.size;
  }

  /** Judges the next row by its hash, in hexadecimal digits, and the digits of its NCT number, -1 where it has none. */
  judge(hash: string, trial: number): Judgement {
    if (trial < 0) return { disposition: "rejected", knownId: undefined, isRepeated: false };
    const knownId = this.#previous.find(hash);
    const isContinued = knownId !== undefined || this.#previous.trials.has(trial);
    const isFirst = this.#seen.add(trial);
    if (isFirst && isContinued) this.#missingTrials--;
    if (!isFirst) this.#hasRepeated = true;
    const disposition = knownId !== undefined ? "unchanged" : isContinued ? "changed" : "new";
    return { disposition, knownId, isRepeated: !isFirst };
  }

  get result(): JudgedRows {
    return { hasRepeated: this.#hasRepeated, missingTrials: this.#missingTrials };
  }
}
