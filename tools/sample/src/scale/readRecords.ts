import { createReadStream } from "node:fs";
import { RecordSplitter } from "./RecordSplitter.ts";

/**
 * Reads the records of a CSV file, a batch at a time, each with its line end.
 *
 * Every byte becomes one character (latin1), so that text in any encoding, even a broken one, goes through unharmed.
 */
export async function* readRecords(path: string): AsyncGenerator<ReadonlyArray<string>> {
  const splitter = new RecordSplitter();
  const decode = (records: ReadonlyArray<Uint8Array>): ReadonlyArray<string> =>
    records.map((record) => Buffer.from(record.buffer, record.byteOffset, record.byteLength).toString("latin1"));
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) yield decode(splitter.push(chunk));
  yield decode(splitter.finish());
}

/** Reads the records behind the header, a batch at a time. */
export async function* readBody(path: string): AsyncGenerator<ReadonlyArray<string>> {
  let isHeaderRead = false;
  for await (const records of readRecords(path)) {
    yield isHeaderRead ? records : records.slice(1);
    isHeaderRead ||= records.length > 0;
  }
}

/**
 * Reads the header of a CSV file, with its line end.
 *
 * Errors   throws when the file is empty
 */
export const readHeader = async (path: string): Promise<string> => {
  for await (const [header] of readRecords(path)) if (header !== undefined) return header;
  throw new Error(`${path} is empty, expected a CSV file with a header line.`);
};
