import { Database, type DatabaseError } from "@trialflow/database";
import { loads, rejects } from "@trialflow/schema";
import { and, asc, desc, eq } from "drizzle-orm";
import { Effect, Stream } from "effect";
import { ExtractError } from "../errors.ts";
import type { Load } from "../load/findLoad.ts";
import { RowNotKept, UnknownLoad } from "./ExportReason.ts";
import { byteOrderMark, encodeText } from "./encodeText.ts";
import { formatRows, rowStyle } from "./formatRows.ts";
import { readFileRows } from "./readFileRows.ts";

const OPERATION = "extract.exportLoad";

/** An accepted file, ready to be written again. */
export interface LoadExport {
  /** The file as the ledger has it. */
  readonly load: Load;
  /** How many of its rows the reader could not take; they are given back as the text that they were. */
  readonly setAsideCount: number;
  /** The file's bytes. Each run of the stream reads the database anew. */
  readonly bytes: Stream.Stream<Uint8Array, DatabaseError | ExtractError>;
}

const findLoad = Effect.fnUntraced(function* (loadId: number) {
  const database = yield* Database;
  const [load] = yield* database.query("export.load", (db) =>
    db.select().from(loads).where(eq(loads.load_id, loadId)).limit(1),
  );
  if (load !== undefined) return load;
  const existing = yield* database.query("export.loads", (db) =>
    db.select({ loadId: loads.load_id, fileName: loads.file_name }).from(loads).orderBy(desc(loads.load_id)),
  );
  return yield* new ExtractError({ operation: OPERATION, reason: new UnknownLoad({ loadId, existing }) });
});

/** Counts the rows that the reader set aside; each must be there as a whole. */
const countSetAside = Effect.fnUntraced(function* ({ load_id: loadId, sha256 }: Load) {
  const database = yield* Database;
  const isSetAside = and(eq(rejects.load_id, loadId), eq(rejects.scope, "file_row"));
  const [cut] = yield* database.query("export.cut_rows", (db) =>
    db
      .select({ rowNumber: rejects.row_number, lineNumber: rejects.line_number })
      .from(rejects)
      .where(and(isSetAside, eq(rejects.is_raw_text_complete, false)))
      .orderBy(asc(rejects.row_number))
      .limit(1),
  );
  if (cut === undefined) return yield* database.query("export.set_aside_count", (db) => db.$count(rejects, isSetAside));
  return yield* new ExtractError({ operation: OPERATION, reason: new RowNotKept({ loadId, sha256, ...cut }) });
});

/**
 * Rebuilds an accepted file from raw: each row in its place, its own columns in their order, its own ranks, delimiter, encoding, byte order
 * mark and line ends (LF where the file mixed them), and the rows that the reader set aside as the text that they were.
 *
 * Read again it gives the same cells. Quotes around cells may differ, blank lines are left out, and the last row has a line end.
 *
 * Reads    ops.loads, ops.rejects, raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv
 * Errors   at once: `UnknownLoad`, which lists the loads; `RowNotKept` for a file with a row that was too large to be kept whole; in the
 *          stream: `RowMissing`; none is retryable
 * Memory   one batch of rows
 */
export const exportLoad = Effect.fn(OPERATION)(function* (
  loadId: number,
): Effect.fn.Return<LoadExport, ExtractError | DatabaseError, Database> {
  const load = yield* findLoad(loadId);
  const setAsideCount = yield* countSetAside(load);
  const database = yield* Database;
  const style = rowStyle(load, setAsideCount);
  const header = formatRows([{ kind: "cells", rowNumber: 0, cells: load.headers }], style);
  const text = Stream.concat(
    Stream.fromEffect(header),
    Stream.mapEffect(readFileRows(load), (rows) => formatRows(rows, style)),
  );
  const bytes = Stream.concat(
    Stream.make(byteOrderMark(load)),
    Stream.map(text, (utf8) => encodeText(utf8, load.encoding)),
  );
  return { load, setAsideCount, bytes: Stream.provideService(bytes, Database, database) };
});
