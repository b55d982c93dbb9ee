import { createWriteStream } from "node:fs";
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createNctIds } from "./createNctIds.ts";
import { findColumns } from "./findColumns.ts";
import { readBody, readHeader } from "./readRecords.ts";
import { nctIdOf, rewriteRecord } from "./rewriteRecord.ts";

/** Says which file to multiply, how often, and where to. */
export interface ScaleOptions {
  readonly input: string;
  readonly output: string;
  /** How many times the records of the input stand in the output; 1 copies the file. */
  readonly times: number;
}

async function* scaledPieces({ input, times }: ScaleOptions): AsyncGenerator<string> {
  const header = await readHeader(input);
  const columns = findColumns(header);
  const lineEnd = header.endsWith("\r\n") ? "\r\n" : "\n";
  const closed = (record: string): string => (record.endsWith("\n") || times === 1 ? record : record + lineEnd);
  const taken = new Set<string>();
  let rank = 0;
  yield closed(header);
  for await (const records of readBody(input)) {
    for (const record of records) taken.add(nctIdOf(record, columns));
    rank += records.length;
    yield records.map(closed).join("");
  }
  const nextNctId = createNctIds(taken);
  for (let copy = 2; copy <= times; copy++) {
    for await (const records of readBody(input)) {
      yield records
        .map((record) => closed(rewriteRecord(record, columns, { nctId: nextNctId(), rank: ++rank })))
        .join("");
    }
  }
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) if (piece !== "") yield Buffer.from(piece, "latin1");
}

/**
 * Writes a registry's CSV file several times over into one file, as large test data for loads.
 *
 * The first copy keeps every byte. Each further record gets an NCT number of its own, in its addresses too, and the next
 * rank. The input is read anew for each copy: memory holds one piece of it and the NCT numbers of one copy.
 *
 * Idempotent   yes: the same input and count give the same bytes
 * Errors       throws when input and output are one file, and on files that are no CSV export of the registry
 */
export const scaleCsv = async (options: ScaleOptions): Promise<void> => {
  const output = await realpath(options.output).catch(() => resolve(options.output));
  if ((await realpath(options.input)) === output) {
    throw new Error(`${options.input} is input and output at once; name another output file.`);
  }
  await pipeline(Readable.from(encoded(scaledPieces(options))), createWriteStream(output));
};
