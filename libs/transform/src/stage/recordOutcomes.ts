import { Database, type DatabaseError } from "@trialflow/database";
import { rejectOutcomes, runs } from "@trialflow/schema";
import { eq, max, sql } from "drizzle-orm";
import { Array as Arr, Effect } from "effect";

type OutcomeRow = typeof rejectOutcomes.$inferInsert;

/** What became of one reject; empty parts are left out. */
export type RejectOutcome = Pick<OutcomeRow, "reject_id" | "outcome"> &
  Partial<Pick<OutcomeRow, "because" | "value_text" | "new_reject_id">>;

/** Under which run and rules the outcomes came about. */
export interface OutcomeOrigin {
  readonly runId: string;
  readonly ruleVersion: string;
  readonly at: Date;
}

const batchSize = 1000;

/**
 * Records what became of rejects, in the current transaction. The actor is who started the run and the login of this session.
 *
 * Reads    ops.runs
 * Writes   ops.reject_outcomes, one row per outcome
 */
export const recordOutcomes = (
  { runId, ruleVersion, at }: OutcomeOrigin,
  outcomes: ReadonlyArray<RejectOutcome>,
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    if (outcomes.length === 0) return;
    const database = yield* Database;
    const [last] = yield* database.query("rejects.last_outcome", (db) =>
      db.select({ id: max(rejectOutcomes.outcome_id) }).from(rejectOutcomes),
    );
    let outcomeId = last?.id ?? 0;
    const rows = outcomes.map((outcome) => ({
      ...outcome,
      outcome_id: ++outcomeId,
      run_id: runId,
      rule_version: ruleVersion,
      os_user: sql`(select ${runs.os_user} from ${runs} where ${eq(runs.run_id, runId)})`,
      database_role: sql`session_user`,
      occurred_at: at,
    }));
    for (const batch of Arr.chunksOf(rows, batchSize)) {
      yield* database.query("rejects.record_outcomes", (db) => db.insert(rejectOutcomes).values(batch));
    }
  });
