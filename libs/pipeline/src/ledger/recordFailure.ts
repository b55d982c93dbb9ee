import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import { type StepName, stepNames } from "@trialflow/schema";
import { Effect, Predicate, Ref } from "effect";
import { Program } from "../Program.ts";
import { Progress, type ProgressEvent } from "../Progress.ts";

/** An act that was tried and did not succeed. */
export interface FailedAct {
  readonly act: string;
  readonly subject: string;
  readonly runId: string | null;
  readonly reason?: string | null;
  /** The message of its failure. */
  readonly error: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const longestError = 1000;

/**
 * Shortens a message for the audit log. Takes out what may be secret in an address, and lists of quoted texts: of a file without
 * a header they are the cells of its first row.
 */
export const auditableError = (message: string): string => {
  const masked = message
    .replace(/"[^"]*"(?:, "[^"]*"){3,}/g, '"…"')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/]*@/gi, "$1***@")
    .replace(/([?&;](?:[\w-]*(?:token|key|secret|password|signature|credential))=)[^\s&;]*/gi, "$1***");
  return masked.length > longestError ? `${masked.slice(0, longestError - 1)}…` : masked;
};

/**
 * Writes an act that failed into the audit log, in a short transaction of its own, or in the current one if there is one.
 *
 * Writes   ops.audit_log, one row
 */
export const recordFailedAct = (failed: FailedAct): Effect.Effect<void, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const { act, subject, runId, reason = null, error, details = {} } = failed;
    yield* database.transaction(
      { operation: "ledger.record_failure", role: "trialflow_loader" },
      appendAudit({
        act,
        subject,
        runId,
        osUser: program.osUser,
        programVersion: program.version,
        reason,
        details: { ...details, error: auditableError(error) },
        contentHash: null,
      }),
    );
  });

/** The step that a run is at, or was at last. */
export interface CurrentStep {
  readonly step: StepName;
  readonly subject: string;
  readonly isFinished: boolean;
}

/** Keeps in mind at which step an effect is, by the progress that it reports. */
export const rememberStep =
  (current: Ref.Ref<CurrentStep | null>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Progress, (listen) =>
      Effect.provideService(effect, Progress, (event: ProgressEvent) => {
        const { _tag } = event;
        if (_tag !== "StepStarted" && _tag !== "StepFinished") return listen(event);
        const { step, subject } = event;
        return Effect.andThen(Ref.set(current, { step, subject, isFinished: _tag === "StepFinished" }), listen(event));
      }),
    );

/**
 * Tells which step a failure belongs to: the one under way, or, between steps, the one that the failure names. A file is looked
 * for, and archived, before its step begins.
 */
export const failedStep = (current: CurrentStep | null, failure: unknown): StepName | null => {
  if (current !== null && !current.isFinished) return current.step;
  if (Predicate.isTagged(failure, "ExtractError")) return current === null ? "acquire" : "load";
  const operation = Predicate.hasProperty(failure, "operation") ? String(failure.operation) : "";
  return stepNames.find((name) => operation === `pipeline.${name}`) ?? null;
};
