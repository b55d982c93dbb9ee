import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv, type LoadExtent, type LoadOrigin, loads } from "@trialflow/schema";
import { max, sql } from "drizzle-orm";
import { Clock, Effect, Option, Stream } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import type { ExtractError } from "../errors.ts";
import { readRows } from "../read/readRows.ts";
import { countRows, type RowCounts } from "./countRows.ts";
import { decideRows } from "./decideRows.ts";
import { findLoadByContent, type Load } from "./findLoad.ts";
import { insertMembership } from "./insertMembership.ts";
import { insertRejects } from "./insertRejects.ts";
import { insertVersions } from "./insertVersions.ts";
import { createLanding, incoming, landing } from "./landing.ts";
import { landingColumns, landingRow } from "./landingRow.ts";

/** What to load and where it came from. */
export interface LoadRequest {
  readonly runId: string;
  readonly source: string;
  readonly origin: LoadOrigin;
  /** Whether the file states all trials of its source, or only some of them. */
  readonly extent: LoadExtent;
  readonly uri: string;
  readonly fileName: string;
  /** The date of the snapshot; without one the content counts from the file's own time on. */
  readonly snapshotDate: string | null;
  readonly file: ArchivedFile;
  /** The load whose content the file follows; null before the first. */
  readonly previousLoadId: number | null;
  /** Hears how many rows have been read so far. */
  readonly onRows: (rows: number) => Effect.Effect<void>;
}

/** What became of a file. `loadId` is null when its content was already there and nothing was written; `known` is then the load that has it. */
export interface LoadResult extends RowCounts {
  readonly loadId: number | null;
  readonly known: Load | null;
}

/** Tells from when on a file's content counts: the beginning of its day (UTC) or, without a date, the file's own time. */
export const snapshotMoment = (file: Pick<ArchivedFile, "modifiedAt">, snapshotDate: string | null): Date =>
  snapshotDate === null ? file.modifiedAt : new Date(`${snapshotDate}T00:00:00Z`);

/**
 * Loads an archived file into raw, in the current transaction: every row into a landing table by COPY, then, set by set, the
 * decision what each row is, the new versions, the membership of every row, the quarantine and the load's ledger row.
 *
 * Reads       the archived file; raw.ctgov_legacy_csv and its rows of the previous load
 * Writes      raw.ctgov_legacy_csv, raw.ctgov_legacy_csv_rows, ops.loads, ops.rejects
 * Errors      {@link ExtractError} for a file that cannot be read as a whole, {@link DatabaseError}; single bad rows go to ops.rejects
 * Idempotent  yes: content that an earlier load of the source has, also in another order or with other ranks, writes nothing
 */
export const loadFile = Effect.fn("extract.loadFile")(function* (
  request: LoadRequest,
): Effect.fn.Return<LoadResult, ExtractError | DatabaseError, Database> {
  const database = yield* Database;
  const execute = (operation: string, statement: ReturnType<typeof sql>) =>
    database.query(operation, (db) => db.execute(statement));
  const { runId, source, file, previousLoadId } = request;

  const reading = yield* readRows(file, ctgovLegacyCsv);
  yield* execute("load.create_landing", createLanding());
  let rowsSoFar = 0;
  yield* database.copyRows(
    "load.copy",
    { table: "landing", columns: landingColumns },
    reading.rows.pipe(
      Stream.tap((batch) => {
        rowsSoFar += batch.length;
        return request.onRows(rowsSoFar);
      }),
      Stream.map((batch) => batch.map(landingRow)),
    ),
  );
  yield* execute("load.analyze", sql`analyze ${landing}`);
  yield* execute("load.decide", decideRows(previousLoadId));
  yield* execute("load.analyze", sql`analyze ${incoming}`);
  const [counts] = yield* database.query("load.count", (db) =>
    db.execute<RowCounts & Record<string, unknown>>(countRows(previousLoadId, request.extent)),
  );
  if (counts === undefined) return yield* Effect.die(new Error("an aggregate without a row"));

  const known = yield* findLoadByContent(counts.contentHash, request);
  if (Option.isSome(known)) return { ...counts, loadId: null, known: known.value };

  const [last] = yield* database.query("load.last_id", (db) => db.select({ id: max(loads.load_id) }).from(loads));
  const loadId = (last?.id ?? 0) + 1;
  const at = new Date(yield* Clock.currentTimeMillis);
  const { dialect } = reading;
  const totals = yield* reading.totals;
  yield* database.query("load.insert_load", (db) =>
    db.insert(loads).values({
      load_id: loadId,
      run_id: runId,
      source,
      format: ctgovLegacyCsv.name,
      format_version: ctgovLegacyCsv.version,
      origin: request.origin,
      extent: request.extent,
      uri: request.uri,
      file_name: request.fileName,
      sha256: file.sha256,
      size_bytes: file.sizeBytes,
      encoding: dialect.encoding,
      has_bom: dialect.hasBom,
      line_ending: totals.lineEnding,
      delimiter: dialect.delimiter,
      headers: [...dialect.headers],
      missing_columns: [...dialect.missingColumns],
      snapshot_date: request.snapshotDate,
      snapshot_at: snapshotMoment(file, request.snapshotDate),
      content_hash: counts.contentHash,
      line_count: totals.lines,
      rows_read: counts.read,
      rows_new: counts.new,
      rows_changed: counts.changed,
      rows_unchanged: counts.unchanged,
      rows_duplicate: counts.duplicate,
      rows_rejected: counts.rejected,
      rows_vanished: counts.vanished,
      loaded_at: at,
    }),
  );
  yield* execute("load.insert_versions", insertVersions(loadId, at));
  yield* execute("load.insert_membership", insertMembership(loadId));
  yield* execute("load.insert_rejects", insertRejects(runId, loadId, at));
  return { ...counts, loadId, known: null };
});
