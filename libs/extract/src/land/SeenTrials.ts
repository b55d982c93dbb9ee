const NCT_LENGTH = 11;
const LETTERS = Buffer.from("NCT");
const ZERO = 0x30;
const NINE = 0x39;

/** What the text of a cell says about which trial a row is of. */
export interface SeenTrial {
  /** It is an NCT number: "NCT" and eight digits. */
  readonly hasIdentity: boolean;
  /** A row with the same number came before. */
  readonly isRepeated: boolean;
}

const nobody: SeenTrial = { hasIdentity: false, isRepeated: false };
const first: SeenTrial = { hasIdentity: true, isRepeated: false };
const again: SeenTrial = { hasIdentity: true, isRepeated: true };

/**
 * Tells of each row of a file whether a row of the same trial came before.
 *
 * Memory   a bit for each possible NCT number, 12.5 MB at most: the system gives what is touched
 */
export class SeenTrials {
  readonly #bits = new Uint8Array(12_500_000);

  /** Looks at the next row's NCT number, given as the bytes of its cell. */
  see(bytes: Uint8Array, start: number, end: number): SeenTrial {
    if (end - start !== NCT_LENGTH) return nobody;
    let number = 0;
    for (let index = 0; index < NCT_LENGTH; index++) {
      const byte = bytes[start + index] ?? 0;
      if (index < LETTERS.length) {
        if (byte !== LETTERS[index]) return nobody;
      } else {
        if (byte < ZERO || byte > NINE) return nobody;
        number = number * 10 + byte - ZERO;
      }
    }
    const place = number >> 3;
    const bit = 1 << (number & 7);
    const bits = this.#bits[place] ?? 0;
    if ((bits & bit) !== 0) return again;
    this.#bits[place] = bits | bit;
    return first;
  }

  /** Looks at the next row's NCT number, given as text. */
  seeText(text: string | null): SeenTrial {
    const bytes = Buffer.from(text ?? "");
    return this.see(bytes, 0, bytes.length);
  }
}
