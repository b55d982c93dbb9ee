import { Database, type DatabaseError } from "@trialflow/database";
import { stagingTrials, trialRecords, trials } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { type Config, Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { checkRecord } from "./checkArchive.ts";
import { findRow } from "./findRow.ts";
import { headersOf, placeOf, rejectOf, runOf } from "./ledgerEntries.ts";
import type { TraceTarget } from "./parseTraceTarget.ts";
import { readLoad } from "./readLoad.ts";
import type { TraceStatus, TrialTrace } from "./TrialTrace.ts";
import { entryCount, type TracedEntries, type TracedRecord, traceColumn, traceEntry, traceList } from "./traceField.ts";
import { type EntryTable, type TraceField, traceFields } from "./traceFields.ts";
import { entriesOf, recordById, rejectsOfRecords } from "./traceStatements.ts";
import { traceUnreadable } from "./traceUnreadable.ts";

/** What to trace. */
export interface TraceRequest {
  readonly nctId: string;
  /** A field, or an entry of a list; null: every field. */
  readonly target: TraceTarget | null;
  /** The load in whose file the row is looked up; null: the newest published one that has it. */
  readonly loadId: number | null;
}

/** The rows that analytics, its history and staging have of a trial. */
const readRows = Effect.fnUntraced(function* (nctId: string) {
  const database = yield* Database;
  const [published] = yield* database.query("trace.published", (db) =>
    db.select().from(trials).where(eq(trials.nct_id, nctId)),
  );
  const [staged] = yield* database.query("trace.staged", (db) =>
    db.select().from(stagingTrials).where(eq(stagingTrials.nct_id, nctId)),
  );
  const versions = yield* database.query("trace.versions", (db) =>
    db.select().from(trialRecords).where(eq(trialRecords.nct_id, nctId)),
  );
  return { published: published ?? null, staged: staged ?? null, versions };
});

/** The row that analytics has of a record version, and how the record stands there. */
const findPublished = ({ published, versions }: Effect.Success<ReturnType<typeof readRows>>, recordId: number) => {
  if (published?._record_id === recordId) {
    return { status: "published", analytics: { relation: "analytics.trials", row: published } } as const;
  }
  const kept = versions.find((version) => version._record_id === recordId);
  if (kept === undefined) return { status: "unpublished", analytics: null } as const;
  const status = published === null ? "vanished" : "superseded";
  return { status, analytics: { relation: "analytics.trial_records", row: kept } } as const;
};

/** Traces what was asked for of a record. */
const traceTarget = Effect.fnUntraced(function* (
  { nctId, target }: TraceRequest,
  record: TracedRecord,
  isCurrent: boolean,
) {
  const database = yield* Database;
  const read = (table: EntryTable | undefined, isOfRecord: boolean) =>
    table === undefined || !isOfRecord
      ? Effect.succeed(null)
      : database.query("trace.entries", (db) => entriesOf(db, table, nctId));
  const readEntries = ({ published, staged }: TraceField): Effect.Effect<TracedEntries, DatabaseError> =>
    Effect.all({ analytics: read(published, isCurrent), staging: read(staged, record.staging !== null) });
  const traceWhole = (field: TraceField) =>
    field.kind === "column"
      ? Effect.succeed(traceColumn(record, field))
      : Effect.map(readEntries(field), (entries) => traceList(record, field, entries));

  if (target === null) return yield* Effect.forEach(traceFields, traceWhole);
  const { field, position } = target;
  if (position === null) return [yield* traceWhole(field)];
  const count = entryCount(record, field);
  if (position > count) {
    return yield* new PipelineError({
      operation: "trace",
      reason: "NotInData",
      isRetryable: false,
      message: `${nctId} has no entry ${field.name}.${position}: the list has ${count === 1 ? "one entry" : `${count} entries`}.`,
    });
  }
  return [traceEntry(record, field, yield* readEntries(field), position)];
});

/**
 * Follows a trial's values from analytics over staging and raw back to the lines and columns of the file.
 *
 * Reads    analytics, staging, raw.ctgov_legacy_csv and its rows, ops.loads, ops.runs, ops.rejects, each by an index; the archived
 *          file up to the record. A number that no record has is also looked for in the texts of the quarantine
 * Errors   `PipelineError` with the reason `UnknownTrial`, or `NotInData` where the trial has no such load or entry
 */
export const readTrialTrace = Effect.fn("pipeline.trace")(function* (
  request: TraceRequest,
): Effect.fn.Return<TrialTrace, DatabaseError | PipelineError | Config.ConfigError, Database> {
  const { nctId, loadId } = request;
  const database = yield* Database;
  const rows = yield* readRows(nctId);
  const found = yield* findRow(nctId, { loadId, publishedRecordId: rows.published?._record_id ?? null });
  if (found.kind === "unreadable") return yield* traceUnreadable(nctId, found.rejected);
  const { place, recordIds } = found;
  const { recordId } = place;
  const loaded = yield* readLoad(place.loadId);
  const [raw] = yield* database.query("trace.record", (db) => recordById(db, recordId));
  if (raw === undefined) return yield* Effect.die(new Error(`record ${recordId} is not in raw`));
  // The rank is the one cell that files may differ in with the same version of the record.
  const row = { ...raw, rank: place.rank };
  const { archive, located } = yield* checkRecord(loaded.load, place.lineNumber, row);

  const rejected = (yield* database.query("trace.rejects", (db) => rejectsOfRecords(db, recordIds))).map(rejectOf);
  const own = rejected.filter((reject) => reject.recordId === recordId);
  const { status: publishedStatus, analytics } = findPublished(rows, recordId);
  const staging = rows.staged?._record_id === recordId ? rows.staged : null;
  const isSetAside = publishedStatus !== "published" && staging === null && own.some(({ scope }) => scope === "record");
  const status: TraceStatus = isSetAside ? "set_aside" : publishedStatus;
  const ruleVersion = analytics?.row._rule_version ?? staging?._rule_version ?? null;
  const record: TracedRecord = {
    row,
    located,
    headers: headersOf(loaded),
    analytics,
    staging,
    rejects: own.filter((reject) =>
      isSetAside ? reject.scope === "record" : reject.scope === "field" && reject.ruleVersion === ruleVersion,
    ),
  };

  return {
    nctId,
    title: analytics?.row.brief_title ?? row.title,
    status,
    recordId,
    ruleVersion,
    place: placeOf(loaded, place),
    extent: located === null ? null : { lineCount: located.lineCount, byteOffset: located.byteOffset },
    otherLoads: found.otherLoads,
    newerLoad: found.newerLoad,
    run: runOf(loaded),
    archive,
    setAside: rejected.filter((reject) => reject.scope === "record" && (isSetAside || reject.recordId !== recordId)),
    fields: yield* traceTarget(request, record, status === "published"),
  };
});
