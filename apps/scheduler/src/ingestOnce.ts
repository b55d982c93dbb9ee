import type { Database, DatabaseError } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import {
  defaultSource,
  ingest,
  PipelineError,
  type Program,
  Progress,
  RunFailedError,
  type RunReport,
} from "@trialflow/pipeline";
import { Cause, Effect } from "effect";
import { type LastRunRef, noteRun } from "./LastRun.ts";
import { logCause } from "./logCause.ts";
import { logProgress } from "./logProgress.ts";

const reportRun = (report: RunReport) => {
  const { runId, status, durationMs, loads, checks } = report;
  const failedChecks = (checks?.results ?? []).filter((check) => check.status === "failed").map(({ name }) => name);
  const line =
    status === "gate_failed"
      ? Effect.annotateLogs(
          Effect.logError(
            "The quality gate is closed: checks failed, nothing was published and analytics is as it was",
          ),
          { failedChecks },
        )
      : Effect.logInfo("Run finished");
  const files = loads.map((load) => ({
    file: load.file,
    status: load.status,
    read: load.read,
    new: load.new,
    changed: load.changed,
    rejected: load.rejected,
  }));
  return Effect.annotateLogs(line, { runId, status, durationMs, files });
};

const reportEnd = (lastRun: LastRunRef, cause: Cause.Cause<unknown>) => {
  const failure = Cause.findErrorOption(cause);
  const runId = failure._tag === "Some" && failure.value instanceof RunFailedError ? failure.value.report.runId : null;
  const isInterrupted = Cause.hasInterruptsOnly(cause);
  const line = isInterrupted ? Effect.logWarning("Run interrupted") : logCause("Run failed", cause);
  return Effect.andThen(
    noteRun(lastRun, runId, isInterrupted ? "interrupted" : "failed"),
    runId === null ? line : Effect.annotateLogs(line, { runId }),
  );
};

/**
 * Runs the ingest of the configured source once, logs how it ended and notes it as the last run.
 *
 * That another process runs it at the moment is logged and no failure: that run does the work.
 * Errors   whatever stopped the run, logged already
 */
export const ingestOnce = (
  lastRun: LastRunRef,
): Effect.Effect<void, RunFailedError | DatabaseError | PipelineError, Database | Sources | Program> =>
  Effect.logInfo("Run started").pipe(
    Effect.andThen(ingest({ source: defaultSource, files: [] })),
    Effect.provideService(Progress, logProgress),
    Effect.tap((report) => noteRun(lastRun, report.runId, report.status)),
    Effect.flatMap(reportRun),
    Effect.catchIf(
      (error) => error instanceof PipelineError && error.reason === "LockHeld",
      () => Effect.logInfo("Skipped this tick: another run is under way on this database"),
    ),
    Effect.onExit((exit) => (exit._tag === "Failure" ? reportEnd(lastRun, exit.cause) : Effect.void)),
  );
