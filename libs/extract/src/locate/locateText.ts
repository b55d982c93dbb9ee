import type { SourceFormat } from "@trialflow/schema";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import { type ArchivedCopy, damaged, openLine } from "./ArchivedText.ts";

/**
 * Finds the place of bytes that begin a line of an archived file: a row that could not be read. Gives where they begin, in
 * bytes from 0. The bytes are those of the file in UTF-8.
 *
 * Reads    the file from its start to the end of the bytes, not beyond
 * Errors   `FileNotFound`, `FileAccessFailed`; `ArchiveCorrupt` when other bytes stand there
 */
export const locateText = Effect.fn("extract.locateText")(function* (
  copy: ArchivedCopy,
  lineNumber: number,
  expected: Buffer,
  format: SourceFormat,
): Effect.fn.Return<number, ExtractError> {
  return yield* Effect.scoped(
    Effect.gen(function* () {
      const { byteOffset, read } = yield* openLine(copy, lineNumber, format);
      const pieces: Array<Buffer> = [];
      for (let length = 0; length < expected.length; ) {
        const piece = yield* read;
        if (piece === undefined) break;
        pieces.push(piece);
        length += piece.length;
      }
      const found = Buffer.concat(pieces).subarray(0, expected.length);
      if (!found.equals(expected)) {
        return yield* damaged(copy, `another text on line ${lineNumber}`, "the text that was set aside");
      }
      return byteOffset;
    }),
  );
});
