import { Database, type DatabaseError } from "@trialflow/database";
import { loads, type RejectOutcomeKind, rejectOutcomes, rejectStates } from "@trialflow/schema";
import { asc, eq } from "drizzle-orm";
import { Effect, Option } from "effect";
import { type RejectEntry, rejectEntry } from "./RejectEntry.ts";

/** What was done about a reject. */
export interface OutcomeEntry {
  readonly outcome: RejectOutcomeKind;
  readonly because: string | null;
  readonly valueText: string | null;
  readonly newRejectId: number | null;
  readonly runId: string;
  readonly ruleVersion: string;
  readonly osUser: string;
  readonly databaseRole: string;
  readonly occurredAt: Date;
}

/** A reject with its file and its life. */
export interface RejectLife extends RejectEntry {
  readonly fileName: string;
  readonly sha256: string;
  /** The oldest first. */
  readonly outcomes: ReadonlyArray<OutcomeEntry>;
}

/**
 * Reads one reject with everything that was done about it; none when there is no such reject.
 *
 * Reads    ops.reject_states, ops.reject_outcomes, ops.loads
 */
export const readReject = (rejectId: number): Effect.Effect<Option.Option<RejectLife>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [found] = yield* database.query("rejects.show", (db) =>
      db
        .select()
        .from(rejectStates)
        .innerJoin(loads, eq(loads.load_id, rejectStates.load_id))
        .where(eq(rejectStates.reject_id, rejectId)),
    );
    if (found === undefined) return Option.none();
    const outcomes = yield* database.query("rejects.outcomes", (db) =>
      db
        .select()
        .from(rejectOutcomes)
        .where(eq(rejectOutcomes.reject_id, rejectId))
        .orderBy(asc(rejectOutcomes.outcome_id)),
    );
    return Option.some({
      ...rejectEntry(found.reject_states),
      fileName: found.loads.file_name,
      sha256: found.loads.sha256,
      outcomes: outcomes.map((row) => ({
        outcome: row.outcome,
        because: row.because,
        valueText: row.value_text,
        newRejectId: row.new_reject_id,
        runId: row.run_id,
        ruleVersion: row.rule_version,
        osUser: row.os_user,
        databaseRole: row.database_role,
        occurredAt: row.occurred_at,
      })),
    });
  });
