import { copyTable, Database, type DatabaseError } from "@trialflow/database";
import { rawCtgovLegacyCsv, rejects, stagingTrials } from "@trialflow/schema";
import { asc, count, eq, gt, max } from "drizzle-orm";
import { Array as Arr, Clock, Effect, Stream } from "effect";
import { decodeTrial } from "../decode/decodeTrial.ts";
import { RULE_VERSION } from "../decode/RULE_VERSION.ts";
import { deleteOutdated } from "./deleteOutdated.ts";
import { findPendingRecords, outdatedTrials, pendingRecords } from "./pendingRecords.ts";
import { settleRejects } from "./settleRejects.ts";
import { stagedChildTables } from "./stagedTables.ts";

/** What to stage. */
export interface StageRequest {
  readonly runId: string;
  readonly loadId: number;
  /** Hears how many records have been decoded so far, and of how many. */
  readonly onRows: (rows: number, total: number) => Effect.Effect<void>;
}

/** What staging did. */
export interface StageReport {
  /** Records that had to be decoded. */
  readonly records: number;
  readonly staged: number;
  /** Records set aside as a whole. */
  readonly rejectedRecords: number;
  /** Fields set aside; their records were staged without them. */
  readonly rejectedFields: number;
  /** Trials whose earlier rows were removed: changed or no longer in the load. */
  readonly outdated: number;
}

const pageSize = 1000;

/** Rows of one insert; far below PostgreSQL's 65,535 parameters, which a page whose fields are all bad would exceed. */
const rejectBatchSize = 1000;

/** Decodes what staging lacks and removes what it has too much. */
const stagePass = Effect.fnUntraced(function* (
  request: StageRequest,
): Effect.fn.Return<StageReport, DatabaseError, Database> {
  const { runId, loadId, onRows } = request;
  const database = yield* Database;
  const at = new Date(yield* Clock.currentTimeMillis);
  for (const statement of findPendingRecords(loadId, RULE_VERSION)) {
    yield* database.query("stage.find_pending", (db) => db.execute(statement));
  }
  const [pending] = yield* database.query("stage.count", (db) => db.select({ rows: count() }).from(pendingRecords));
  const [outdated] = yield* database.query("stage.count", (db) => db.select({ rows: count() }).from(outdatedTrials));
  for (const statement of deleteOutdated()) yield* database.query("stage.delete", (db) => db.execute(statement));

  const [lastReject] = yield* database.query("stage.last_reject", (db) =>
    db.select({ id: max(rejects.reject_id) }).from(rejects),
  );
  let rejectId = lastReject?.id ?? 0;
  const records = pending?.rows ?? 0;
  let staged = 0;
  let rejectedRecords = 0;
  let rejectedFields = 0;

  for (let lastRecord = 0, done = 0; ; ) {
    const page = yield* database.query("stage.read_page", (db) =>
      db
        .select({ record: rawCtgovLegacyCsv, place: pendingRecords })
        .from(pendingRecords)
        .innerJoin(rawCtgovLegacyCsv, eq(rawCtgovLegacyCsv._record_id, pendingRecords.record_id))
        .where(gt(pendingRecords.record_id, lastRecord))
        .orderBy(asc(pendingRecords.record_id))
        .limit(pageSize),
    );
    const last = page.at(-1);
    if (last === undefined) break;
    lastRecord = last.place.record_id;

    const decoded = page.map(({ record, place }) => ({ place, ...decodeTrial(record, record._record_id) }));
    const trials = decoded.flatMap(({ trial }) => (trial === null ? [] : [trial]));
    yield* copyTable(stagingTrials, Stream.succeed(trials.map(({ trial }) => trial)));
    for (const [list, table] of Object.entries(stagedChildTables)) {
      const rows = trials.flatMap((trial): ReadonlyArray<object> => trial[list as keyof typeof stagedChildTables]);
      if (rows.length > 0) yield* copyTable(table, Stream.succeed(rows as never));
    }
    const set = decoded.flatMap(({ place, trial, problems }) =>
      problems.map((problem): typeof rejects.$inferInsert => ({
        reject_id: ++rejectId,
        run_id: runId,
        load_id: place.load_id,
        scope: trial === null ? "record" : "field",
        record_id: place.record_id,
        nct_id: place.nct_id,
        row_number: place.row_number,
        line_number: place.line_number,
        field: problem.field,
        position: problem.position,
        reason_code: problem.reason,
        detail: problem.detail,
        raw_text: problem.rawText,
        raw_bytes: null,
        is_raw_text_complete: true,
        rule_version: RULE_VERSION,
        rejected_at: at,
      })),
    );
    for (const batch of Arr.chunksOf(set, rejectBatchSize)) {
      yield* database.query("stage.insert_rejects", (db) => db.insert(rejects).values(batch).onConflictDoNothing());
    }
    // The first load of a database has no earlier rejects to settle.
    if (lastReject?.id != null) {
      yield* settleRejects({ runId, at }, new Map(decoded.map(({ place, trial }) => [place.record_id, trial])));
    }
    staged += trials.length;
    rejectedRecords += decoded.length - trials.length;
    rejectedFields += set.filter(({ scope }) => scope === "field").length;
    done += page.length;
    yield* onRows(done, records);
  }
  return { records, staged, rejectedRecords, rejectedFields, outdated: outdated?.rows ?? 0 };
});

/**
 * Brings staging to what a load says, in the current transaction: decodes the records that staging does not have and removes
 * what the load does not have. Where an increment's record is set aside as a whole, a further pass brings the trial's earlier one back.
 *
 * Reads       raw.ctgov_legacy_csv and its rows of the load, a page of records at a time
 * Writes      staging.trials and its child tables, ops.rejects, ops.reject_outcomes of earlier rejects of what it decodes anew
 * Idempotent  yes, keyed by record and rule version: a second call finds nothing to do
 */
export const stageLoad = Effect.fn("transform.stageLoad")(function* (
  request: StageRequest,
): Effect.fn.Return<StageReport, DatabaseError, Database> {
  let last = yield* stagePass(request);
  let sum = last;
  while (last.rejectedRecords > 0) {
    last = yield* stagePass(request);
    sum = {
      records: sum.records + last.records,
      staged: sum.staged + last.staged,
      rejectedRecords: sum.rejectedRecords + last.rejectedRecords,
      rejectedFields: sum.rejectedFields + last.rejectedFields,
      outdated: sum.outdated + last.outdated,
    };
  }
  return sum;
});
