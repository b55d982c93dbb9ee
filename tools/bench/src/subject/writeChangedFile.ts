import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fieldValue, readBody, readHeader, splitFields } from "@trialflow/sample";
import { changeRecord, findChangeColumns, isChanged } from "./changeRecord.ts";

async function* pieces(input: string): AsyncGenerator<Buffer> {
  const header = await readHeader(input);
  const names = splitFields(header.replace(/^\u00EF\u00BB\u00BF/, "")).fields.map(fieldValue);
  const columns = findChangeColumns(names);
  yield Buffer.from(header, "latin1");
  let place = 0;
  for await (const records of readBody(input)) {
    const text = records.map((record) => {
      if (!isChanged(place++)) return record;
      const { fields, lineEnd } = splitFields(record);
      return changeRecord(fields, columns, fieldValue).join(",") + lineEnd;
    });
    yield Buffer.from(text.join(""), "latin1");
  }
}

/**
 * Writes the next snapshot of a registry's CSV file: one trial in a hundred has changed. Holds one piece of the file in memory.
 *
 * Idempotent   yes: the same input gives the same bytes
 */
export const writeChangedFile = (input: string, output: string): Promise<void> =>
  pipeline(Readable.from(pieces(input)), createWriteStream(output));
