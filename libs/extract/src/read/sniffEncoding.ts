import { Result } from "effect";
import { describeBinary } from "./describeBinary.ts";
import type { FileEncoding } from "./FileDialect.ts";
import { BinaryFile, type ReadReason, UnsupportedEncoding } from "./ReadReason.ts";

/** A file's encoding, and how many bytes its byte order mark takes. */
export interface SniffedEncoding {
  readonly encoding: FileEncoding;
  readonly bomBytes: number;
}

const marks: ReadonlyArray<readonly [ReadonlyArray<number>, FileEncoding | "UTF-32"]> = [
  [[0xff, 0xfe, 0x00, 0x00], "UTF-32"],
  [[0x00, 0x00, 0xfe, 0xff], "UTF-32"],
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * Tells a file's encoding by its first bytes.
 *
 * Errors   `BinaryFile`; `UnsupportedEncoding` for UTF-32, and for UTF-16 without a byte order mark, which could only be guessed
 */
export const sniffEncoding = (path: string, sample: Buffer): Result.Result<SniffedEncoding, ReadReason> => {
  const mark = marks.find(([bytes]) => bytes.every((byte, index) => sample[index] === byte));
  if (mark?.[1] === "UTF-32") return Result.fail(new UnsupportedEncoding({ path, found: "UTF-32 text" }));
  if (mark !== undefined && mark[1] !== "utf-8") return Result.succeed({ encoding: mark[1], bomBytes: mark[0].length });

  const wide = mark === undefined ? guessUtf16(sample) : undefined;
  if (wide !== undefined) {
    return Result.fail(new UnsupportedEncoding({ path, found: `probably ${wide} text without a byte order mark` }));
  }
  const bomBytes = mark?.[0].length ?? 0;
  const binary = describeBinary(sample.subarray(bomBytes));
  if (binary !== undefined) return Result.fail(new BinaryFile({ path, found: binary }));
  return Result.succeed({ encoding: "utf-8", bomBytes });
};

/** In UTF-16 every second byte of a heading is zero and the others are not. */
const guessUtf16 = (sample: Buffer): "UTF-16LE" | "UTF-16BE" | undefined => {
  const head = sample.subarray(0, 64);
  const pairs = head.length >> 1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < pairs * 2; index++) {
    if (head[index] !== 0) continue;
    if (index % 2 === 0) evenZeros++;
    else oddZeros++;
  }
  if (pairs < 2) return undefined;
  if (oddZeros > pairs * 0.8 && evenZeros === 0) return "UTF-16LE";
  if (evenZeros > pairs * 0.8 && oddZeros === 0) return "UTF-16BE";
  return undefined;
};
