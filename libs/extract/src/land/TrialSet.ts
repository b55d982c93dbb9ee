import { NCT_NUMBERS } from "./nctNumber.ts";

/**
 * Holds trials by the digits of their NCT numbers.
 *
 * Memory   a bit for each possible NCT number, 12.5 MB at most: the system gives what is touched
 */
export class TrialSet {
  readonly #bits = new Uint8Array(NCT_NUMBERS / 8);
  #size = 0;

  /** How many trials there are in it. */
  get size(): number {
    return this.#size;
  }

  has(trial: number): boolean {
    return ((this.#bits[trial >> 3] ?? 0) & (1 << (trial & 7))) !== 0;
  }

  /** Puts a trial in; false when it was there already. */
  add(trial: number): boolean {
    if (this.has(trial)) return false;
    this.#bits[trial >> 3] = (this.#bits[trial >> 3] ?? 0) | (1 << (trial & 7));
    this.#size++;
    return true;
  }
}
