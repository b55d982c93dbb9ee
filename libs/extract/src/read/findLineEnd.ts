import { CR, LF } from "./RecordSyntax.ts";

/** Where a physical line's content ends and where the next line begins. */
export interface LineEnd {
  readonly contentEnd: number;
  readonly nextStart: number;
}

/**
 * Finds the first line end at or after an offset, whatever quotes are open; undefined when more bytes are needed to tell.
 * At the end of the file the last line ends there, without a CR that lost its LF.
 */
export const findLineEnd = (
  bytes: Buffer,
  from: number,
  isCarriageReturnBreak: boolean,
  isEnd: boolean,
): LineEnd | undefined => {
  const at = isCarriageReturnBreak ? indexOfBreak(bytes, from) : bytes.indexOf(LF, from);
  if (at < 0) {
    if (!isEnd) return undefined;
    return { contentEnd: bytes.at(-1) === CR ? bytes.length - 1 : bytes.length, nextStart: bytes.length };
  }
  if (bytes[at] === LF) return { contentEnd: bytes[at - 1] === CR ? at - 1 : at, nextStart: at + 1 };
  if (at + 1 === bytes.length && !isEnd) return undefined;
  return { contentEnd: at, nextStart: bytes[at + 1] === LF ? at + 2 : at + 1 };
};

// Two `indexOf` would each run over the whole buffer when their byte is rare: quadratic over many short lines.
const indexOfBreak = (bytes: Buffer, from: number): number => {
  for (let index = from; index < bytes.length; index++) {
    if (bytes[index] === LF || bytes[index] === CR) return index;
  }
  return -1;
};
