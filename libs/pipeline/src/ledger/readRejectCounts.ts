import { Database, type DatabaseError } from "@trialflow/database";
import { currentRejects } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { SourceState } from "./sourceState.ts";

/** How many rows or fields were set aside for a reason. `field` is null for whole rows and records. */
export interface RejectCount {
  readonly reason: string;
  readonly field: string | null;
  readonly count: number;
}

/**
 * Counts what the loaded content of a source has in quarantine, by reason and field, most frequent first: what is open or waived, not what
 * was resolved since.
 *
 * Reads    ops.reject_states, raw.ctgov_legacy_csv_rows
 */
export const readRejectCounts = ({
  loaded_load_id,
  staged_rule_version,
}: SourceState): Effect.Effect<ReadonlyArray<RejectCount>, DatabaseError, Database> =>
  Effect.gen(function* () {
    if (loaded_load_id === null) return [];
    const database = yield* Database;
    return yield* database.query("ledger.read_reject_counts", (db) =>
      db.execute<RejectCount & Record<string, unknown>>(sql`
        select found.reason_code as reason, found.field, count(*)::int as count
        from (${currentRejects(loaded_load_id, staged_rule_version)}) as found
        where found.state in ('open', 'waived')
        group by 1, 2
        order by count desc, reason, field`),
    );
  });
