import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import { RULE_VERSION, recordOutcomes } from "@trialflow/transform";
import { Clock, Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { finishRun } from "../ledger/finishRun.ts";
import { holdRunLock } from "../ledger/holdRunLock.ts";
import { moveSourceState } from "../ledger/sourceState.ts";
import { startRun } from "../ledger/startRun.ts";
import { Program } from "../Program.ts";
import type { RejectEntry } from "./RejectEntry.ts";
import { describeSelection, findSelected, type RejectSelection } from "./RejectSelection.ts";

/** What a waiver did. */
export interface WaiveReport {
  /** Null when there was nothing to waive: no act, no entry in the ledger. */
  readonly runId: string | null;
  readonly waived: ReadonlyArray<RejectEntry>;
  /** Waived before; their reason stands. */
  readonly alreadyWaived: ReadonlyArray<RejectEntry>;
  /** Resolved or superseded: there is nothing to live with any more. */
  readonly settled: ReadonlyArray<RejectEntry>;
}

const operation = "rejects.waive";

const refused = (message: string) =>
  new PipelineError({ operation, reason: "WaiverRefused", message, isRetryable: false });

/**
 * Waives open rejects: somebody decided, for a reason, to live with them. They stay in the quarantine and count against no limit. One
 * transaction with the ledger's row of the run and the entry in the audit log.
 *
 * The verdict over staging stands no longer, because the limits may be kept now: the next run checks anew.
 *
 * Writes      ops.reject_outcomes, ops.runs, ops.source_states, ops.audit_log
 * Errors      {@link PipelineError} `WaiverRefused` without a reason, `UnknownReject`, `LockHeld`
 * Idempotent  yes: what is waived is not waived again
 */
export const waiveRejects = (
  source: string,
  selection: RejectSelection,
  because: string,
): Effect.Effect<WaiveReport, DatabaseError | PipelineError, Database | Program> =>
  Effect.scoped(
    Effect.gen(function* () {
      const text = because.trim();
      if (text === "") {
        return yield* Effect.fail(
          refused('A waiver needs a reason that others can read later; nothing was done. Add --because "TEXT".'),
        );
      }
      if (selection.rejectIds.length === 0 && selection.reason === null) {
        return yield* Effect.fail(
          refused("A waiver names what it is about; nothing was done. Give reject numbers or --reason CODE."),
        );
      }
      yield* holdRunLock(operation);
      const database = yield* Database;
      const program = yield* Program;
      return yield* database.transaction(
        { operation, role: "trialflow_transformer" },
        Effect.gen(function* () {
          const found = yield* findSelected(operation, source, selection);
          const waived = found.filter(({ state }) => state === "open");
          const rest = {
            alreadyWaived: found.filter(({ state }) => state === "waived"),
            settled: found.filter(({ state }) => state === "resolved" || state === "superseded"),
          };
          if (waived.length === 0) return { runId: null, waived, ...rest };
          const runId = yield* startRun({ ...selection, because: text }, source);
          const at = new Date(yield* Clock.currentTimeMillis);
          yield* recordOutcomes(
            { runId, ruleVersion: RULE_VERSION, at },
            waived.map(({ rejectId }) => ({ reject_id: rejectId, outcome: "waived", because: text })),
          );
          yield* moveSourceState(source, { checked_load_id: null });
          yield* appendAudit({
            act: "waive_rejects",
            subject: describeSelection(selection),
            runId,
            osUser: program.osUser,
            programVersion: program.version,
            reason: text,
            details: { reject_ids: waived.map(({ rejectId }) => rejectId) },
            contentHash: null,
          });
          yield* finishRun(runId, "succeeded", null);
          return {
            runId,
            waived: waived.map((reject) => ({ ...reject, state: "waived" as const, because: text })),
            ...rest,
          };
        }),
      );
    }),
  );
