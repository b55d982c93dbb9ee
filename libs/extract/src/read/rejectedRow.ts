import type { FramedBreak, FramedRow } from "./FramedRecord.ts";
import type { RejectedRow } from "./RowBatchItem.ts";
import { indexOfInvalidUtf8, withoutCutCharacter } from "./utf8.ts";

/** Makes the rejected row of a framed record; undefined when the record is a sound row. */
export const rejectedRow = (framed: FramedRow | FramedBreak, rowNumber: number): RejectedRow | undefined => {
  const isComplete = framed.kind === "row" || framed.isComplete;
  const bytes = isComplete ? framed.bytes : withoutCutCharacter(framed.bytes);
  const invalidAt = indexOfInvalidUtf8(bytes);
  const nulAt = bytes.indexOf(0);
  const isText = invalidAt < 0 && nulAt < 0;
  if (framed.kind === "row" && isText) return undefined;
  return {
    kind: "reject",
    rowNumber,
    lineNumber: framed.lineNumber,
    lineCount: framed.lineCount,
    ...(framed.kind === "break"
      ? { reason: framed.reason, detail: framed.detail }
      : invalidAt >= 0
        ? { reason: "invalid_utf8", detail: `found ${hex(bytes[invalidAt])} at byte ${invalidAt + 1}, expected UTF-8` }
        : { reason: "nul_byte", detail: `found a NUL byte at byte ${nulAt + 1}, expected text` }),
    rawText: bytes.toString("utf8").replaceAll("\0", "\u2400"),
    rawBytes: isText ? undefined : Uint8Array.from(bytes),
    isRawTextComplete: isComplete,
  };
};

const hex = (byte = 0): string => `0x${byte.toString(16).padStart(2, "0")}`;
