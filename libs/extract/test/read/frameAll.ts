import type { FramedRecord } from "../../src/read/FramedRecord.ts";
import { Framer } from "../../src/read/Framer.ts";
import { COMMA, type RecordSyntax, TAB } from "../../src/read/RecordSyntax.ts";

export const commas: RecordSyntax = { delimiter: COMMA, isQuoted: true, isCarriageReturnBreak: false };
export const commasCr: RecordSyntax = { ...commas, isCarriageReturnBreak: true };
export const tabs: RecordSyntax = { delimiter: TAB, isQuoted: false, isCarriageReturnBreak: false };

interface Options {
  readonly syntax?: RecordSyntax;
  readonly cellCount?: number;
  readonly maxRecordBytes?: number;
  readonly chunkBytes?: number;
}

/** Frames a whole text, given in chunks of a size. */
export const frameAll = (text: string | Buffer, options: Options = {}) => {
  const { syntax = commas, cellCount = 3, maxRecordBytes = 1_000_000, chunkBytes = 1 << 20 } = options;
  const bytes = Buffer.from(text);
  const framer = new Framer({ syntax, cellCount, maxRecordBytes });
  const records: Array<FramedRecord> = [];
  const drain = () => {
    for (let record = framer.next(); record !== undefined; record = framer.next()) records.push(record);
  };
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    framer.push(Buffer.from(bytes.subarray(start, start + chunkBytes)));
    drain();
  }
  framer.end();
  drain();
  return { records, framer };
};

/** Frames a text and shows each record in one line: its lines, what it is, its content. */
export const outline = (text: string | Buffer, options: Options = {}): ReadonlyArray<string> =>
  frameAll(text, options).records.map((record) => {
    const last = record.lineNumber + record.lineCount - 1;
    const lines = record.lineCount === 1 ? `${record.lineNumber}` : `${record.lineNumber}-${last}`;
    const name = record.kind === "break" ? record.reason : record.kind;
    return `${lines} ${name} ${JSON.stringify(record.bytes.toString("utf8"))}`;
  });
