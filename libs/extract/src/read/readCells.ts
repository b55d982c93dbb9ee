import { Effect } from "effect";
import { parse } from "fast-csv";
import { parserInput } from "./parserInput.ts";
import type { RecordSyntax } from "./RecordSyntax.ts";

const LINE_END = Buffer.from("\n");

/**
 * Reads the cells of well-formed records with fast-csv: the n-th row out belongs to the n-th record in.
 *
 * Each call has its own parser stream, so its end proves that there are no rows but these. The records were framed and
 * counted before; a parser that disagrees with the framer is a defect and dies, so no row can shift or lose a cell unseen.
 */
export const readCells = (
  records: ReadonlyArray<Buffer>,
  cellCount: number,
  syntax: RecordSyntax,
): Effect.Effect<ReadonlyArray<ReadonlyArray<string>>> =>
  Effect.callback((resume) => {
    if (records.length === 0) return resume(Effect.succeed([]));
    const rows: Array<ReadonlyArray<string>> = [];
    const parser = parse<ReadonlyArray<string>, ReadonlyArray<string>>({
      headers: false,
      delimiter: String.fromCharCode(syntax.delimiter),
      quote: '"',
      ignoreEmpty: false,
      trim: false,
    });
    parser.on("data", (row: ReadonlyArray<string>) => rows.push(row));
    parser.on("error", (cause) => resume(Effect.die(cause)));
    parser.on("end", () => resume(agreed(rows, records.length, cellCount)));
    parser.end(Buffer.concat(records.flatMap((record) => [parserInput(record, syntax), LINE_END])));
    return Effect.sync(() => parser.destroy());
  });

const agreed = (rows: ReadonlyArray<ReadonlyArray<string>>, rowCount: number, cellCount: number) => {
  const odd = rows.find((row) => row.length !== cellCount);
  if (rows.length === rowCount && odd === undefined) return Effect.succeed(rows);
  return Effect.die(
    new Error(
      `The parser read ${rows.length} rows${odd === undefined ? "" : `, one of ${odd.length} cells`}; the framer found ${rowCount} rows of ${cellCount} cells. This is a bug in the reader.`,
    ),
  );
};
