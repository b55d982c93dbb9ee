import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import { loadRuleVersion, rescueRows } from "@trialflow/extract";
import { rejectOutcomes, rejectStates } from "@trialflow/schema";
import { type RejectOutcome, RULE_VERSION, recordOutcomes, stageLoad } from "@trialflow/transform";
import { eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import type { PipelineError } from "../errors.ts";
import { moveSourceState, readSourceState } from "../ledger/sourceState.ts";
import { Program } from "../Program.ts";
import { report } from "../Progress.ts";
import { type RejectEntry, rejectEntry } from "./RejectEntry.ts";
import { anyReject } from "./RejectFilter.ts";
import { describeSelection, findSelected, type RejectSelection } from "./RejectSelection.ts";
import type { ReplayResult } from "./ReplayReport.ts";
import { readRejects } from "./readRejects.ts";

/** Reads rows anew; how many of them became rows of their load. */
const rescue = (runId: string, loadId: number, rows: ReadonlyArray<RejectEntry>) =>
  Effect.gen(function* () {
    const rescued = yield* rescueRows({ runId, loadId, rejectIds: rows.map(({ rejectId }) => rejectId) });
    const before = new Map(rows.map((row) => [row.rejectId, row]));
    const at = new Date(yield* Clock.currentTimeMillis);
    yield* recordOutcomes({ runId, ruleVersion: loadRuleVersion, at }, [
      ...rescued.rescued.map(({ rejectId, nctId, disposition }) => ({
        reject_id: rejectId,
        outcome: "resolved" as const,
        value_text: `${nctId}, ${disposition}`,
      })),
      ...rescued.rejectedAgain.flatMap(({ rejectId, newRejectId, reason }): ReadonlyArray<RejectOutcome> => {
        const old = before.get(rejectId);
        const again: RejectOutcome = { reject_id: rejectId, outcome: "rejected_again", new_reject_id: newRejectId };
        // A waiver is about a reason: it goes over to the same one, not to another.
        return old?.state === "waived" && old.reason === reason
          ? [again, { reject_id: newRejectId, outcome: "waived", because: old.because }]
          : [again];
      }),
    ]);
    return rescued;
  });

const outcomesOf = (runId: string) =>
  Effect.flatMap(Database, (database) =>
    database.query("rejects.replayed", (db) =>
      db
        .select()
        .from(rejectOutcomes)
        .innerJoin(rejectStates, eq(rejectStates.reject_id, rejectOutcomes.reject_id))
        .where(eq(rejectOutcomes.run_id, runId))
        .orderBy(rejectOutcomes.outcome_id),
    ),
  );

/**
 * Reads the quarantine anew by the rules of this program, in the current transaction. Rows that can be read now become rows of their load;
 * where records have to be decoded, staging is brought to these rules as a whole, as the ordinary transform does: it has one rule version at
 * a time, and what analysts see never mixes two. Verdict and publication stand no longer when anything changed.
 *
 * Writes      raw, staging, ops.loads, ops.rejects, ops.reject_outcomes, ops.source_states, ops.audit_log
 * Idempotent  yes: a second replay finds nothing to change and writes nothing
 */
export const replayInto = (
  runId: string,
  source: string,
  selection: RejectSelection,
): Effect.Effect<ReplayResult, DatabaseError | PipelineError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const state = yield* readSourceState(source);
    const asked = (yield* findSelected("rejects.replay", source, selection)).filter(
      (reject) => reject.state === "open" || reject.state === "waived",
    );
    const { rejects: present } = yield* readRejects(source, anyReject, null);
    const presentIds = new Set(present.map(({ rejectId }) => rejectId));
    const current = asked.filter(({ rejectId }) => presentIds.has(rejectId));
    const rows = current.filter(({ scope }) => scope === "file_row");
    const loadId = state.loaded_load_id;
    const result = { ruleVersion: RULE_VERSION, asked: asked.length, notCurrent: asked.length - current.length };
    if (loadId === null || current.length === 0) {
      return { ...result, replayed: [], unchanged: 0, incomplete: 0, settledAlong: 0 };
    }

    // Rows belong to the loader, staging to the transformer: both write in one transaction, each with its own rights.
    const { rescued, incomplete } = yield* database.transaction(
      { operation: "rejects.rescue", role: "trialflow_loader" },
      rescue(runId, loadId, rows),
    );
    const isDecodedAnew = current.some(({ field, ruleVersion }) => field !== null && ruleVersion !== RULE_VERSION);
    if (isDecodedAnew || rescued.length > 0) {
      yield* stageLoad({
        runId,
        loadId,
        onRows: (done, total) => report({ _tag: "RowsDone", step: "transform", rows: done, total }),
      });
      yield* moveSourceState(source, {
        staged_load_id: loadId,
        staged_rule_version: RULE_VERSION,
        checked_load_id: null,
        published_rule_version: null,
      });
    }

    const outcomes = yield* outcomesOf(runId);
    const selected = new Set(current.map(({ rejectId }) => rejectId));
    const replayed = outcomes.flatMap(({ reject_outcomes: outcome, reject_states: reject }) =>
      selected.has(reject.reject_id) && (outcome.outcome === "resolved" || outcome.outcome === "rejected_again")
        ? [
            {
              ...rejectEntry(reject),
              outcome: outcome.outcome,
              valueText: outcome.value_text,
              newRejectId: outcome.new_reject_id,
            },
          ]
        : [],
    );
    const settledAlong = new Set(
      outcomes.flatMap(({ reject_states: reject }) => (selected.has(reject.reject_id) ? [] : [reject.reject_id])),
    );
    if (outcomes.length > 0) {
      yield* appendAudit({
        act: "replay_rejects",
        subject: describeSelection(selection),
        runId,
        osUser: program.osUser,
        programVersion: program.version,
        reason: `rejects read anew by the rules ${RULE_VERSION} (rows: ${loadRuleVersion})`,
        details: {
          load_id: loadId,
          resolved: replayed.filter(({ outcome }) => outcome === "resolved").map(({ rejectId }) => rejectId),
          rejected_again: replayed.filter(({ outcome }) => outcome !== "resolved").map(({ rejectId }) => rejectId),
          settled_along: settledAlong.size,
        },
        contentHash: null,
      });
    }
    return {
      ...result,
      replayed,
      incomplete: incomplete.length,
      unchanged: current.length - replayed.length - incomplete.length,
      settledAlong: settledAlong.size,
    };
  });
