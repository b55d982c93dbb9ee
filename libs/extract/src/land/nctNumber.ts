const NCT_LENGTH = 11;
const LETTERS = Buffer.from("NCT");
const ZERO = 0x30;
const NINE = 0x39;

/** How many NCT numbers there can be: eight digits. */
export const NCT_NUMBERS = 100_000_000;

/** Reads the number of the text "NCT" and eight digits, given as the bytes of a cell; -1 when it is not such a text. */
export const nctNumber = (bytes: Uint8Array, start: number, end: number): number => {
  if (end - start !== NCT_LENGTH) return -1;
  let number = 0;
  for (let index = 0; index < NCT_LENGTH; index++) {
    const byte = bytes[start + index] ?? 0;
    if (index < LETTERS.length) {
      if (byte !== LETTERS[index]) return -1;
    } else {
      if (byte < ZERO || byte > NINE) return -1;
      number = number * 10 + byte - ZERO;
    }
  }
  return number;
};

/** Reads the number of an NCT number that is given as text; -1 when it is none. */
export const nctNumberOfText = (text: string | null): number => {
  const bytes = Buffer.from(text ?? "");
  return nctNumber(bytes, 0, bytes.length);
};
