import { isUtf8 } from "node:buffer";

/** How many bytes the character has that begins with this byte; 1 for a byte that can begin none. */
const characterWidth = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** Finds the first byte that is not part of a valid UTF-8 character; -1 when there is none. */
export const indexOfInvalidUtf8 = (bytes: Buffer): number => {
  if (isUtf8(bytes)) return -1;
  const width = (index: number) => characterWidth(bytes[index] ?? 0);
  const isValidAt = (index: number) =>
    width(index) === 1 ? (bytes[index] ?? 0) < 0x80 : isUtf8(bytes.subarray(index, index + width(index)));
  let index = 0;
  while (isValidAt(index)) index += width(index);
  return index;
};

/** Drops a character that is cut off at the end, as happens to text that is cut after a number of bytes. */
export const withoutCutCharacter = (bytes: Buffer): Buffer => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return back < characterWidth(byte) ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
};
