import type { FileEncoding } from "../read/FileDialect.ts";
import { findLineEnd } from "../read/findLineEnd.ts";

/** A place in a file. */
export interface TextPlace {
  /** Physical line, from 1. */
  readonly lineNumber: number;
  /** Character on that line, from 1. A character is a Unicode code point; a byte order mark is none. */
  readonly column: number;
  /** Bytes before it in the file, a byte order mark among them. */
  readonly byteOffset: number;
}

/** A piece of a file as UTF-8, and where it stands. */
export interface PlacedText {
  readonly bytes: Buffer;
  /** Physical line on which it begins; it begins the line. */
  readonly lineNumber: number;
  readonly byteOffset: number;
  /** The encoding of the file, for counting its bytes. */
  readonly encoding: FileEncoding;
  readonly isCarriageReturnBreak: boolean;
}

/** Tells where an offset of a text is in its file. */
export const placeIn = (text: PlacedText, offset: number): TextPlace => {
  const before = text.bytes.subarray(0, offset);
  let lineNumber = text.lineNumber;
  let lineStart = 0;
  for (;;) {
    const end = findLineEnd(before, lineStart, text.isCarriageReturnBreak, false);
    if (end === undefined) break;
    lineStart = end.nextStart;
    lineNumber++;
  }
  const width = text.encoding === "utf-8" ? before.length : before.toString("utf8").length * 2;
  return {
    lineNumber,
    column: [...before.toString("utf8", lineStart)].length + 1,
    byteOffset: text.byteOffset + width,
  };
};
