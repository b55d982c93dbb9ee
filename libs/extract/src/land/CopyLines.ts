import { CR, QUOTE, type RecordSyntax } from "../read/RecordSyntax.ts";
import { cellStart } from "./cellStart.ts";

const LF = 0x0a;

/** A tab file has no quotes, and COPY wants one: a byte that no sane text has. A record that has it is written with it doubled. */
const NO_QUOTE = 0x01;

/**
 * Writes lines for `COPY ... (FORMAT csv)` around the bytes of a file's records: what is known of a row first, then the record as it
 * stands in the file, so that nothing but PostgreSQL parses its cells.
 *
 * A few records would be read differently by COPY than they were framed: those are written with each cell in quotes. That is a lone
 * CR outside of quotes, and in a file without quotes the byte that COPY is told to take for one.
 */
export class CopyLines {
  /** What separates and quotes cells, as COPY is to be told. */
  readonly delimiter: string;
  readonly quote: string;

  readonly #syntax: RecordSyntax;
  readonly #quoteByte: number;
  #bytes: Buffer;
  #length = 0;

  constructor(syntax: RecordSyntax, capacity: number) {
    this.#syntax = syntax;
    this.#quoteByte = syntax.isQuoted ? QUOTE : NO_QUOTE;
    this.delimiter = String.fromCharCode(syntax.delimiter);
    this.quote = String.fromCharCode(this.#quoteByte);
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  /** Bytes written since the last {@link take}. */
  get length(): number {
    return this.#length;
  }

  /** Gives what was written and begins anew. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(this.#bytes.length);
    this.#length = 0;
    return taken;
  }

  /** Writes a line of a head, which is plain ASCII, and a record's cells as they are. */
  writeRecord(head: string, record: Buffer, cellEnds: Int32Array): void {
    this.#reserve(head.length + record.length + 2);
    this.#length += this.#bytes.write(head, this.#length, "latin1");
    this.#writeByte(this.#syntax.delimiter);
    if (record.includes(CR) || (this.#quoteByte === NO_QUOTE && record.includes(NO_QUOTE))) {
      this.#writeCells(record, cellEnds);
    } else {
      this.#length += record.copy(this.#bytes, this.#length);
    }
    this.#writeByte(LF);
  }

  /** Writes a line of a head and of one of a record's cells; of the head alone where the file lacks the cell (-1). */
  writeCell(head: string, record: Buffer, cellEnds: Int32Array, position: number): void {
    this.#reserve(head.length + 2 * record.length + 4);
    this.#length += this.#bytes.write(head, this.#length, "latin1");
    if (position >= 0) {
      this.#writeByte(this.#syntax.delimiter);
      this.#writeQuoted(record, cellEnds, position);
    }
    this.#writeByte(LF);
  }

  /** Writes a line of texts, null as an empty cell without quotes. */
  writeTexts(cells: ReadonlyArray<string | null>): void {
    const quoted = cells.map((cell) =>
      cell === null ? "" : `${this.quote}${cell.replaceAll(this.quote, this.quote + this.quote)}${this.quote}`,
    );
    const line = `${quoted.join(this.delimiter)}\n`;
    this.#reserve(Buffer.byteLength(line));
    this.#length += this.#bytes.write(line, this.#length);
  }

  #writeCells(record: Buffer, cellEnds: Int32Array): void {
    this.#reserve(2 * record.length + 3 * cellEnds.length + 1);
    for (let position = 0; position < cellEnds.length; position++) {
      if (position > 0) this.#writeByte(this.#syntax.delimiter);
      this.#writeQuoted(record, cellEnds, position);
    }
  }

  /** Writes a cell in quotes, unless it stands in quotes already. */
  #writeQuoted(record: Buffer, cellEnds: Int32Array, position: number): void {
    const start = cellStart(cellEnds, position);
    const end = cellEnds[position] ?? 0;
    if (this.#syntax.isQuoted && record[start] === QUOTE) {
      this.#length += record.copy(this.#bytes, this.#length, start, end);
      return;
    }
    this.#writeByte(this.#quoteByte);
    for (let index = start; index < end; index++) {
      const byte = record[index] ?? 0;
      if (byte === this.#quoteByte) this.#writeByte(byte);
      this.#writeByte(byte);
    }
    this.#writeByte(this.#quoteByte);
  }

  #writeByte(byte: number): void {
    this.#bytes[this.#length++] = byte;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + bytes));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
