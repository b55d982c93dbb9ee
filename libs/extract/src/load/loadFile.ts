import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv, type LoadExtent, type LoadOrigin, loads, rawCtgovLegacyCsv } from "@trialflow/schema";
import { eq, getTableName, max, type SQL, sql } from "drizzle-orm";
import { Clock, Effect, Option } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import type { ExtractError } from "../errors.ts";
import type { Lane } from "../land/LaneOptions.ts";
import { landFile } from "../land/landFile.ts";
import { createLanding, dropLanding } from "../land/landing.ts";
import { sniffArchived } from "../read/Reading.ts";
import { asOwner, attachLanding, ensureVersionBlocks, freshVersionBlock, openRows } from "./blocks.ts";
import { readContentHash } from "./contentHash.ts";
import { countRows, type RowCounts } from "./countRows.ts";
import { decideRows } from "./decideRows.ts";
import { findLoadByContent, type Load } from "./findLoad.ts";
import { incoming } from "./incoming.ts";
import { insertMembership } from "./insertMembership.ts";
import { insertRejects } from "./insertRejects.ts";
import { deleteOtherRows, insertVersions } from "./insertVersions.ts";
import { readPreviousContent } from "./previousContent.ts";
import { compareWithLoad } from "./rescueStatements.ts";
import { findStored, shareIds } from "./settleIds.ts";
import { settleRepeated } from "./settleRepeated.ts";

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
  /** The way of the rows into the database; chosen by the file's first bytes when it is not given. Both give the same rows. */
  readonly lane?: Lane;
  /** Hears how many rows have been read so far. */
  readonly onRows: (rows: number) => Effect.Effect<void>;
}

/**
 * What became of a file. `vanished` counts trials that a snapshot lacks and the content before it has. `loadId` is null when its content was already there and nothing was written; `known` is
 * then the load that has it.
 */
export interface LoadResult extends RowCounts {
  readonly contentHash: string;
  readonly vanished: number;
  readonly loadId: number | null;
  readonly known: Load | null;
  readonly lane: Lane;
}

/** Tells from when on a file's content counts: the beginning of its day (UTC) or, without a date, the file's own time. */
export const snapshotMoment = (file: Pick<ArchivedFile, "modifiedAt">, snapshotDate: string | null): Date =>
  snapshotDate === null ? file.modifiedAt : new Date(`${snapshotDate}T00:00:00Z`);

/** A file is taken for one of mostly new versions when it is so many times as large as the one that it follows. */
const largelyNew = 4;

/** Whether the landing table is to become a partition of raw; and the number after which those of new versions begin. */
const planLanding = (sizeBytes: number, previousBytes: number) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [last] = yield* database.query("load.last_id", (db) =>
      db.select({ id: max(rawCtgovLegacyCsv._record_id) }).from(rawCtgovLegacyCsv),
    );
    const lastId = last?.id ?? null;
    if (lastId === null) return { isAttached: true, firstId: 0 };
    const isAttached = sizeBytes > largelyNew * previousBytes;
    return { isAttached, firstId: isAttached ? yield* freshVersionBlock : lastId };
  });

/**
 * Loads an archived file into raw, in the current transaction: every row into a landing table by COPY, then, set by set, the
 * decision what each row is, the new versions, the membership of every row, the quarantine and the load's ledger row.
 *
 * Rows that the previous content has already are not landed: their places go to raw at once. Where most rows are new, as in a first load, the
 * landing table itself becomes a partition of raw.
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
  const execute = (operation: string, statement: SQL) => database.query(operation, (db) => db.execute(statement));
  const { runId, source, file, previousLoadId } = request;

  const sniffed = yield* sniffArchived(file, ctgovLegacyCsv);
  const [previousLoad] =
    previousLoadId === null
      ? []
      : yield* database.query("load.previous", (db) =>
          db.select().from(loads).where(eq(loads.load_id, previousLoadId)),
        );
  const { isAttached, firstId } = yield* planLanding(file.sizeBytes, previousLoad?.size_bytes ?? 0);
  const [last] = yield* database.query("load.last_id", (db) => db.select({ id: max(loads.load_id) }).from(loads));
  const loadId = (last?.id ?? 0) + 1;
  const at = new Date(yield* Clock.currentTimeMillis);
  const previous = yield* readPreviousContent(previousLoad);
  yield* execute("load.savepoint", sql`savepoint trialflow_load`);
  const rows = yield* openRows(loadId);
  const target = { schema: "raw", table: getTableName(rows.into) };
  const { lane, totals, judged } = yield* landFile(
    { file, sniffed, previous, loadId, rows: target, firstId, onRows: request.onRows },
    asOwner("load.create_landing", createLanding({ loadId, extractedAt: at })),
    request.lane,
  );
  yield* execute("load.decide", decideRows());
  if (judged.hasRepeated) {
    yield* execute("load.settle_repeated", settleRepeated());
    if (judged.settledCount > 0) yield* execute("load.compare", compareWithLoad(loadId));
  }
  const [counted] = yield* database.query("load.count", (db) =>
    db.execute<RowCounts & Record<string, unknown>>(countRows()),
  );
  if (counted === undefined) return yield* Effect.die(new Error("an aggregate without a row"));
  const counts = {
    ...counted,
    read: counted.read + judged.settledCount,
    unchanged: counted.unchanged + judged.settledCount,
    vanished: request.extent === "snapshot" ? judged.missingTrials : 0,
    contentHash: yield* readContentHash(judged),
  };

  const sameContent = yield* findLoadByContent(counts.contentHash, request);
  if (Option.isSome(sameContent)) {
    yield* execute("load.undo", sql`rollback to savepoint trialflow_load`);
    return { ...counts, loadId: null, known: sameContent.value, lane };
  }

  yield* execute("load.release", sql`release savepoint trialflow_load`);
  const { dialect } = sniffed;
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
  if (firstId > 0) {
    // How many rows raw may have decides whether it is read as a whole.
    yield* execute("load.analyze", sql`analyze ${incoming} (${sql.identifier(incoming.is_stored.name)})`);
    yield* execute("load.find_stored", findStored());
  }
  if (counts.duplicate + counts.rejected > 0) yield* execute("load.share_ids", shareIds());
  yield* execute("load.insert_membership", insertMembership(loadId, rows.into));
  yield* rows.close;
  if (counts.rejected > 0) yield* execute("load.insert_rejects", insertRejects(runId, loadId, at));
  const lastId = firstId + counts.read;
  if (isAttached) {
    if (counts.new < counts.read) yield* execute("load.delete_others", deleteOtherRows());
    yield* attachLanding(firstId, lastId);
  } else {
    yield* ensureVersionBlocks(lastId);
    yield* execute("load.insert_versions", insertVersions());
    yield* asOwner("load.drop_landing", [dropLanding()]);
  }
  return { ...counts, loadId, known: null, lane };
});
