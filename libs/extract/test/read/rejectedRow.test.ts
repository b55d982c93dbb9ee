import fc from "fast-check";
import { expect, test } from "vitest";
import type { FramedBreak, FramedRow } from "../../src/read/FramedRecord.ts";
import { rejectedRow } from "../../src/read/rejectedRow.ts";
import { indexOfInvalidUtf8, withoutCutCharacter } from "../../src/read/utf8.ts";

const row = (bytes: Buffer): FramedRow => ({ kind: "row", bytes, lineNumber: 7, lineCount: 2 });
const head = (bytes: Buffer): FramedBreak => ({
  ...row(bytes),
  kind: "break",
  reason: "record_too_large",
  detail: "found 9 bytes in one record, expected at most 5",
  isComplete: false,
});

test("a sound row is not rejected", () => {
  expect(rejectedRow(row(Buffer.from("1,é\ufffd😀,3")), 1)).toBeUndefined();
});

test("invalid UTF-8 is named with its byte and place, shown as U+FFFD and kept as bytes", () => {
  const bytes = Buffer.from([0x31, 0xc3, 0xa9, 0x2c, 0xe9, 0x2c, 0x33]);
  expect(rejectedRow(row(bytes), 4)).toEqual({
    kind: "reject",
    rowNumber: 4,
    lineNumber: 7,
    lineCount: 2,
    reason: "invalid_utf8",
    detail: "found 0xe9 at byte 5, expected UTF-8",
    rawText: "1é,\ufffd,3",
    rawBytes: Uint8Array.from(bytes),
    isRawTextComplete: true,
  });
});

test("a NUL byte is named with its place, shown as U+2400 and kept as bytes", () => {
  const bytes = Buffer.from("1,x\0y,3");
  expect(rejectedRow(row(bytes), 1)).toMatchObject({
    reason: "nul_byte",
    detail: "found a NUL byte at byte 4, expected text",
    rawText: "1,x\u2400y,3",
    rawBytes: Uint8Array.from(bytes),
  });
});

test("the head of a too large row ends with a whole character and needs no bytes", () => {
  expect(rejectedRow(head(Buffer.from("1,é").subarray(0, 3)), 1)).toMatchObject({
    reason: "record_too_large",
    rawText: "1,",
    rawBytes: undefined,
    isRawTextComplete: false,
  });
});

test("the first invalid byte is found wherever it stands, and valid text has none", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, after) => {
      const sound = Buffer.from(before);
      expect(indexOfInvalidUtf8(sound)).toBe(-1);
      for (const bad of [[0xff], [0x80], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) {
        expect(indexOfInvalidUtf8(Buffer.concat([sound, Buffer.from(bad), Buffer.from(after)]))).toBe(sound.length);
      }
    }),
  );
});

test("text cut after any number of bytes loses only the character that was cut", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(), (text, length) => {
      const whole = withoutCutCharacter(Buffer.from(text).subarray(0, length));
      expect(indexOfInvalidUtf8(whole)).toBe(-1);
      expect(text.startsWith(whole.toString())).toBe(true);
      expect(Math.min(length, Buffer.byteLength(text)) - whole.length).toBeLessThan(4);
    }),
  );
});
