import fc from "fast-check";
import { expect, test } from "vitest";
import { LineSeeker, type LineStyle } from "../../src/locate/LineSeeker.ts";

/** Where the lines of a text begin, found by splitting all of it. */
const lineStarts = (text: string, isCarriageReturnBreak: boolean): ReadonlyArray<number> => {
  const ends = text.matchAll(isCarriageReturnBreak ? /\r\n|\r|\n/g : /\n/g);
  return [0, ...[...ends].map((end) => end.index + end[0].length)];
};

const encode = (text: string, encoding: LineStyle["encoding"]): Buffer =>
  encoding === "utf-8"
    ? Buffer.from(text)
    : encoding === "utf-16le"
      ? Buffer.from(text, "utf16le")
      : Buffer.from(text, "utf16le").swap16();

/** Feeds the bytes in chunks; the offset at which the line begins, -1 when there is no such line. */
const seek = (bytes: Buffer, lineNumber: number, style: LineStyle, chunkBytes: number): number => {
  const seeker = new LineSeeker(lineNumber, style);
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    const at = seeker.seek(bytes.subarray(start, start + chunkBytes));
    if (at >= 0) return start + at;
  }
  return -1;
};

test("a line is found where splitting the whole text finds it, however the bytes are cut", () => {
  const style = fc.record({
    encoding: fc.constantFrom("utf-8" as const, "utf-16le" as const, "utf-16be" as const),
    isCarriageReturnBreak: fc.boolean(),
  });
  // U+0A0D and U+0D0A hold the bytes of CR and LF, which are no line ends in UTF-16.
  const part = fc.constantFrom("\n", "\r", "\r\n", '"', "a", "é", "😀", "\u0a0d", "\u0d0a", "\u0a00");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), style, fc.integer({ min: 1, max: 6 }), (parts, how, units) => {
      const text = parts.join("");
      const bytes = encode(text, how.encoding);
      const starts = lineStarts(text, how.isCarriageReturnBreak);
      for (const [index, start] of starts.entries()) {
        const offset = encode(text.slice(0, start), how.encoding).length;
        const found = seek(bytes, index + 1, how, units * (how.encoding === "utf-8" ? 1 : 2));
        // At the very end no byte shows any more that the line has begun.
        expect(offset === bytes.length ? [-1, offset] : [offset]).toContain(found);
      }
      expect(seek(bytes, starts.length + 1, how, units * 2)).toBe(-1);
    }),
    { numRuns: 500 },
  );
});
