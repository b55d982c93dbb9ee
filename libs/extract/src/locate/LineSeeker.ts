import type { FileEncoding } from "../read/FileDialect.ts";
import { CR, LF } from "../read/RecordSyntax.ts";

/** How a file's lines end, as far as counting them goes. */
export interface LineStyle {
  readonly encoding: FileEncoding;
  /** A lone CR ends a line, as LF and CRLF do. */
  readonly isCarriageReturnBreak: boolean;
}

/**
 * Finds where a physical line begins, chunk by chunk, without reading what stands on the lines before it. Lines are counted
 * as the reader of files counts them, inside quoted cells, too.
 *
 * Chunks of UTF-16 must hold whole code units.
 */
export class LineSeeker {
  /** Line ends still to be passed. */
  #missing: number;
  readonly #style: LineStyle;
  #isAfterCarriageReturn = false;

  constructor(lineNumber: number, style: LineStyle) {
    this.#missing = lineNumber - 1;
    this.#style = style;
  }

  /** How many line ends are still missing. */
  get missing(): number {
    return this.#missing;
  }

  /** Gives the offset in the chunk at which the line begins (its length: with the next chunk); -1 when it begins later. */
  seek(chunk: Buffer): number {
    if (this.#missing === 0 && !this.#isAfterCarriageReturn) return 0;
    return this.#style.encoding === "utf-8" && !this.#style.isCarriageReturnBreak
      ? this.#seekLineFeeds(chunk)
      : this.#seekUnits(chunk);
  }

  #seekLineFeeds(chunk: Buffer): number {
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) {
      if (--this.#missing === 0) return at + 1;
    }
    return -1;
  }

  #seekUnits(chunk: Buffer): number {
    const { encoding, isCarriageReturnBreak } = this.#style;
    const width = encoding === "utf-8" ? 1 : 2;
    const [low, high] = encoding === "utf-16be" ? [1, 0] : [0, 1];
    for (let at = 0; at < chunk.length; at += width) {
      const unit = width === 1 ? chunk[at] : (chunk[at + low] ?? 0) | ((chunk[at + high] ?? 0) << 8);
      if (this.#isAfterCarriageReturn) {
        this.#isAfterCarriageReturn = false;
        // The LF of a CRLF belongs to the line end that its CR was counted for.
        const isPair = unit === LF;
        if (this.#missing === 0) return isPair ? at + width : at;
        if (isPair) continue;
      }
      if (unit === LF) {
        if (--this.#missing === 0) return at + width;
      } else if (unit === CR && isCarriageReturnBreak) {
        this.#missing--;
        this.#isAfterCarriageReturn = true;
      }
    }
    return -1;
  }
}
