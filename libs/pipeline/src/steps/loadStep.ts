import { join } from "node:path";
import { homeFolder } from "@trialflow/database";
import { type AcquiredFile, archiveFile, findLoad, type Load, loadFile, snapshotMoment } from "@trialflow/extract";
import { type LoadExtent, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows } from "@trialflow/schema";
import { Config, Effect, Option } from "effect";
import { PipelineError } from "../errors.ts";
import { type DatedSnapshot, newestSnapshot } from "../ledger/newestSnapshot.ts";
import { loadAsOf } from "../ledger/pastLoads.ts";
import { refuseOtherSource } from "../ledger/refuseOtherSource.ts";
import { runStep } from "../ledger/runStep.ts";
import { moveSourceState, readSourceState } from "../ledger/sourceState.ts";
import { report } from "../Progress.ts";
import type { IngestFile } from "../run/IngestFile.ts";
import type { LoadReport } from "../run/LoadReport.ts";

/** Where the copies of all files stand by their SHA-256. */
export const archiveFolder = Config.map(homeFolder, (home) => join(home, "archive"));

/** Counts of a file whose content was loaded before: all of its good rows are there already. */
const knownCounts = (load: Load) => ({
  read: load.rows_read,
  new: 0,
  changed: 0,
  unchanged: load.rows_read - load.rows_duplicate - load.rows_rejected,
  duplicate: load.rows_duplicate,
  rejected: load.rows_rejected,
  vanished: 0,
  lane: null,
});

/** Refuses to put invented sample data in the place of real data. */
const refuseSample = (file: AcquiredFile, current: Option.Option<Load["origin"]>) =>
  file.origin === "sample" && Option.isSome(current) && current.value !== "sample"
    ? Effect.fail(
        new PipelineError({
          operation: "pipeline.load",
          reason: "SampleRefused",
          message: `The warehouse holds real data and only the bundled sample could be found (${file.fallbackReason ?? "no other source"}). The data was left as it is. Name a file with --file, put one into the inbox, or try again when Kaggle can be reached.`,
          isRetryable: true,
        }),
      )
    : Effect.void;

/** Refuses a snapshot that is older than the newest published one. */
const refuseOlder = (file: AcquiredFile, newest: DatedSnapshot) =>
  Effect.fail(
    new PipelineError({
      operation: "pipeline.load",
      reason: "OutOfOrder",
      message: `${file.fileName} is of ${file.snapshotDate}, but ${newest.fileName} of ${newest.date} is published already. Snapshots are expected in the order of their dates; nothing was loaded. To put it into the history where its date belongs, run again with --insert-into-past; else leave the file out, or correct its date.`,
      isRetryable: false,
    }),
  );

/** Archives a file; the content of a pinned one must be the planned one, and counts from the planned time on. */
const archivePinned = ({ path, fileName, pinned }: IngestFile) =>
  Effect.gen(function* () {
    const archived = yield* archiveFile(path, yield* archiveFolder);
    if (pinned === undefined) return archived;
    if (archived.sha256 === pinned.sha256) return { ...archived, modifiedAt: pinned.modifiedAt };
    return yield* new PipelineError({
      operation: "pipeline.load",
      reason: "PlanOutdated",
      message: `${fileName} is not the file that was planned: ${path} has the SHA-256 ${archived.sha256}, expected ${pinned.sha256}. It was not loaded. Plan again: trialflow plan`,
      isRetryable: false,
    });
  });

/** Without a date nobody can say where in the past a file belongs. */
const refuseUndated = (file: AcquiredFile) =>
  Effect.fail(
    new PipelineError({
      operation: "pipeline.load",
      reason: "SnapshotDate",
      message: `${file.fileName} is to be inserted into the past, but its name has no date. Put the date into the name (20200501 or 2020-05-01), or give it with --snapshot-date.`,
      isRetryable: false,
    }),
  );

/** What a run says about its files as a whole. */
export interface LoadOptions {
  /** Whether the files state all trials of the source; `snapshot` by default. */
  readonly extent?: LoadExtent;
  /** A dated file that is older than what is published goes into the history where its date belongs; refused by default. */
  readonly isInsertedIntoPast?: boolean;
}

/**
 * Archives and loads one file. The same content is loaded once; `isLast` says that the file is the newest one of the run, so that
 * its content shall be the source's also when it was loaded before.
 *
 * Gives the report and whether the load is still to be brought through the gate.
 */
export const loadStep = (
  options: LoadOptions & {
    readonly runId: string;
    readonly source: string;
    readonly file: IngestFile;
    readonly isLast: boolean;
    readonly currentOrigin: Option.Option<Load["origin"]>;
  },
) =>
  Effect.gen(function* () {
    const { runId, source, file, isLast, currentOrigin, extent = "snapshot", isInsertedIntoPast = false } = options;
    yield* refuseOtherSource(source);
    yield* refuseSample(file, currentOrigin);
    if (isInsertedIntoPast && file.snapshotDate === null) return yield* refuseUndated(file);
    const archived = yield* archivePinned(file);
    const { snapshotDate } = file;
    const identity = {
      file: file.fileName,
      origin: file.origin,
      uri: file.uri,
      sha256: archived.sha256,
      snapshotDate,
      extent,
    };
    return yield* runStep(
      { runId, name: "load", subject: file.fileName, role: "trialflow_loader" },
      Effect.gen(function* () {
        const state = yield* readSourceState(source);
        const newest = yield* newestSnapshot(source);
        const isPast = snapshotDate !== null && Option.isSome(newest) && snapshotDate < newest.value.date;
        const recall = (known: Load) =>
          Effect.gen(function* () {
            const isCurrent = state.loaded_load_id === known.load_id;
            const isPublished = known.published_at !== null;
            // What stands in the history by its date, or as one of many increments, cannot become the present again; but the
            // present itself can, after something else was loaded and not published.
            const mayReturn =
              state.published_load_id === known.load_id
                ? isLast
                : isPast
                  ? isInsertedIntoPast && !isPublished
                  : isLast && !(isPublished && extent === "increment");
            const isReactivated = !isCurrent && mayReturn;
            if (isReactivated) yield* moveSourceState(source, { loaded_load_id: known.load_id });
            const status = isCurrent
              ? "unchanged"
              : isReactivated
                ? "reactivated"
                : isPublished
                  ? "superseded"
                  : "passed_over";
            const value: LoadReport = { ...identity, status, loadId: known.load_id, ...knownCounts(known) };
            return outcome(
              value,
              isReactivated || (isCurrent && !isPublished),
              isReactivated ? "load_reactivated" : null,
              known.content_hash,
            );
          });
        const sameBytes = yield* findLoad(archived.sha256, { source, extent, snapshotDate });
        if (Option.isSome(sameBytes)) return yield* recall(sameBytes.value);
        if (isPast && !isInsertedIntoPast) return yield* refuseOlder(file, newest.value);
        const loaded = yield* loadFile({
          runId,
          source,
          origin: file.origin,
          extent,
          uri: file.uri,
          fileName: file.fileName,
          snapshotDate,
          file: archived,
          previousLoadId: isPast ? yield* loadAsOf(source, snapshotDate) : state.loaded_load_id,
          onRows: (rows) => report({ _tag: "RowsDone", step: "load", rows, total: null }),
        });
        const { contentHash, known, ...counts } = loaded;
        if (known !== null) return yield* recall(known);
        yield* moveSourceState(source, { loaded_load_id: counts.loadId });
        // What the history depends on, beside the rows: an edited ledger is then found out.
        const ledger = {
          file_name: file.fileName,
          size_bytes: archived.sizeBytes,
          extent,
          snapshot_date: snapshotDate,
          snapshot_at: snapshotMoment(archived, snapshotDate).toISOString(),
        };
        return outcome({ ...identity, status: "loaded", ...counts }, true, "load", contentHash, { ledger });
      }),
    );
  });

const outcome = (report: LoadReport, isPending: boolean, act: string | null, contentHash: string, evidence = {}) => ({
  value: { report, isPending },
  status: act === null ? ("unchanged" as const) : ("succeeded" as const),
  rowsIn: report.read,
  rowsOut: report.read - report.rejected,
  rejected: report.rejected,
  details: {
    load_id: report.loadId,
    sha256: report.sha256,
    status: report.status,
    new: report.new,
    changed: report.changed,
    unchanged: report.unchanged,
    duplicate: report.duplicate,
    vanished: report.vanished,
    lane: report.lane ?? null,
  },
  written: act === "load" ? [rawCtgovLegacyCsv, rawCtgovLegacyCsvRows] : [],
  audit: act === null ? null : { act, subject: report.uri, contentHash, evidence },
});
