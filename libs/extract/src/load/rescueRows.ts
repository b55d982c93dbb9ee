import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv, loads, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
import { and, asc, desc, eq, gt, inArray, lt, max, type SQL, sql } from "drizzle-orm";
import { Clock, Effect, Stream } from "effect";
import { createLanding, dropLanding, landingTarget } from "../land/landing.ts";
import { judgeItem, landingColumns, landingRow } from "../land/landingRow.ts";
import { RowJudge } from "../land/RowJudge.ts";
import { normalizeHeader } from "../read/normalizeHeader.ts";
import type { RowBatchItem } from "../read/RowBatchItem.ts";
import { readRejectedRow } from "../read/readRejectedRow.ts";
import { asOwner, ensureVersionBlocks } from "./blocks.ts";
import { decideRows } from "./decideRows.ts";
import type { Load } from "./findLoad.ts";
import { incoming } from "./incoming.ts";
import { insertMembership } from "./insertMembership.ts";
import { insertRejects, loadRuleVersion } from "./insertRejects.ts";
import { insertVersions } from "./insertVersions.ts";
import { readPreviousContent } from "./previousContent.ts";
import { compareWithLoad, moveCounts, renewContentHash } from "./rescueStatements.ts";
import { findStored, shareIds } from "./settleIds.ts";
import { settleRepeated } from "./settleRepeated.ts";

/** Which rows of the quarantine to read anew: rejects of scope `file_row`, all of the load `loadId`. */
export interface RescueRequest {
  readonly runId: string;
  readonly loadId: number;
  readonly rejectIds: ReadonlyArray<number>;
}

/** What became of the rows. What is in neither list is rejected as before: nothing was written about it. */
export interface RescueReport {
  /** Rows of their load now, with what they were found to be. */
  readonly rescued: ReadonlyArray<{ readonly rejectId: number; readonly nctId: string; readonly disposition: string }>;
  /** Rejected for another reason, or by newer rules. */
  readonly rejectedAgain: ReadonlyArray<{
    readonly rejectId: number;
    readonly newRejectId: number;
    readonly reason: string;
  }>;
  /** Rows of which only the head is kept, and which therefore cannot be read without their file. */
  readonly incomplete: ReadonlyArray<number>;
}

const positionsOf = ({ headers }: Load): ReadonlyArray<number> => {
  const found = headers.map(normalizeHeader);
  return ctgovLegacyCsv.columnNames.map((name) => found.indexOf(normalizeHeader(ctgovLegacyCsv.columns[name].header)));
};

type Reject = typeof rejects.$inferSelect;

const readAnew = (load: Load, reject: Reject): Effect.Effect<RowBatchItem> =>
  readRejectedRow({
    rowNumber: reject.row_number,
    lineNumber: reject.line_number,
    bytes: reject.raw_bytes ?? Buffer.from(reject.raw_text),
    delimiter: load.delimiter === "tab" ? "tab" : "comma",
    cellCount: load.headers.length,
    positions: positionsOf(load),
  });

/** The same reason by the same rules: there is nothing to say that the reject does not say. */
const isAsBefore = (reject: Reject, item: RowBatchItem): boolean =>
  item.kind === "reject" && item.reason === reject.reason_code && reject.rule_version === loadRuleVersion;

/**
 * Reads rejected rows of a load anew, from the quarantine and without their file, in the current transaction. Those that can be read become
 * rows of their load, decided about like any other; the ledger's counts move with them.
 *
 * Reads       ops.rejects; raw.ctgov_legacy_csv and its rows of the load and of the one before it
 * Writes      raw.ctgov_legacy_csv, raw.ctgov_legacy_csv_rows, ops.loads, ops.rejects
 * Idempotent  yes: a row that was rescued is not read again, one that is rejected as before writes nothing
 */
export const rescueRows = Effect.fn("extract.rescueRows")(function* (
  request: RescueRequest,
): Effect.fn.Return<RescueReport, DatabaseError, Database> {
  const { runId, loadId, rejectIds } = request;
  const database = yield* Database;
  const execute = (operation: string, statement: SQL) => database.query(operation, (db) => db.execute(statement));
  const nothing: RescueReport = { rescued: [], rejectedAgain: [], incomplete: [] };
  if (rejectIds.length === 0) return nothing;

  const [load] = yield* database.query("rescue.load", (db) => db.select().from(loads).where(eq(loads.load_id, loadId)));
  if (load === undefined) return yield* Effect.die(new Error(`load ${loadId} is not in the ledger`));
  const found = yield* database.query("rescue.rejects", (db) =>
    db
      .select()
      .from(rejects)
      .where(
        and(eq(rejects.load_id, loadId), eq(rejects.scope, "file_row"), inArray(rejects.reject_id, [...rejectIds])),
      )
      .orderBy(asc(rejects.row_number)),
  );
  const incomplete = found.filter((reject) => !reject.is_raw_text_complete).map(({ reject_id }) => reject_id);
  const complete = found.filter((reject) => reject.is_raw_text_complete);
  const read = yield* Effect.forEach(complete, (reject) =>
    Effect.map(readAnew(load, reject), (item) => ({ reject, item })),
  );
  const landed = read.filter(({ reject, item }) => !isAsBefore(reject, item));
  if (landed.length === 0) return { ...nothing, incomplete };

  const [previous] = yield* database.query("rescue.previous_load", (db) =>
    db
      .select()
      .from(loads)
      .where(and(eq(loads.source, load.source), lt(loads.load_id, loadId)))
      .orderBy(desc(loads.load_id))
      .limit(1),
  );
  const [last] = yield* database.query("rescue.last_reject", (db) =>
    db.select({ id: max(rejects.reject_id) }).from(rejects),
  );
  const at = new Date(yield* Clock.currentTimeMillis);
  const [lastVersion] = yield* database.query("rescue.last_version", (db) =>
    db.select({ id: max(rawCtgovLegacyCsv._record_id) }).from(rawCtgovLegacyCsv),
  );
  const firstId = lastVersion?.id ?? 0;
  const judge = new RowJudge(yield* readPreviousContent(previous));
  yield* asOwner("rescue.create_landing", createLanding({ loadId, extractedAt: at }));
  yield* database.copyRows(
    "rescue.copy",
    landingTarget(landingColumns),
    Stream.succeed(landed.map(({ item }) => landingRow(judgeItem(item, judge), firstId))),
  );
  yield* execute("rescue.decide", decideRows());
  yield* execute("rescue.settle_repeated", settleRepeated());
  yield* execute("rescue.compare", compareWithLoad(loadId));
  yield* execute("rescue.find_stored", findStored());
  yield* execute("rescue.share_ids", shareIds());
  yield* ensureVersionBlocks(firstId + load.rows_read);
  yield* execute("rescue.insert_versions", insertVersions());
  yield* execute("rescue.insert_membership", insertMembership(loadId, rawCtgovLegacyCsvRows));
  yield* execute("rescue.insert_rejects", insertRejects(runId, loadId, at));
  yield* execute("rescue.move_counts", moveCounts(loadId));
  yield* execute("rescue.renew_hash", renewContentHash(loadId));

  const decided = yield* database.query("rescue.decided", (db) => db.select().from(incoming));
  const added = yield* database.query("rescue.new_rejects", (db) =>
    db
      .select({ id: rejects.reject_id, rowNumber: rejects.row_number, reason: rejects.reason_code })
      .from(rejects)
      .where(and(eq(rejects.load_id, loadId), gt(rejects.reject_id, last?.id ?? 0))),
  );
  yield* execute("rescue.drop", sql`drop table ${incoming}`);
  yield* asOwner("rescue.drop_landing", [dropLanding()]);
  const rejectOf = new Map(landed.map(({ reject }) => [reject.row_number, reject.reject_id]));
  return {
    rescued: decided.flatMap(({ row_number, nct_number, disposition }) =>
      disposition === "rejected"
        ? []
        : [{ rejectId: rejectOf.get(row_number) ?? 0, nctId: nct_number ?? "", disposition }],
    ),
    rejectedAgain: added.map(({ id, rowNumber, reason }) => ({
      rejectId: rejectOf.get(rowNumber) ?? 0,
      newRejectId: id,
      reason,
    })),
    incomplete,
  };
});
