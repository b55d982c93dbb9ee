import { Database, type DatabaseError } from "@trialflow/database";
import { rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/** How many rows or fields were set aside for a reason. `field` is null for whole rows and records. */
export interface RejectCount {
  readonly reason: string;
  readonly field: string | null;
  readonly count: number;
}

/**
 * Counts what a load has in quarantine, by reason and field, most frequent first: its own rejected rows, and what its records
 * had rejected when they were decoded, then or in an earlier load.
 *
 * Reads    ops.rejects, raw.ctgov_legacy_csv_rows
 */
export const readRejectCounts = (
  loadId: number | null,
): Effect.Effect<ReadonlyArray<RejectCount>, DatabaseError, Database> =>
  Effect.gen(function* () {
    if (loadId === null) return [];
    const database = yield* Database;
    return yield* database.query("ledger.read_reject_counts", (db) =>
      db.execute<RejectCount & Record<string, unknown>>(sql`
        select ${rejects.reason_code} as reason, ${rejects.field} as field,
               count(distinct (${rejects.record_id}, ${rejects.row_number}, ${rejects.position}))::int as count
        from ${rejects}
        where ${rejects.load_id} = ${loadId}
           or ${rejects.record_id} in (select ${rawCtgovLegacyCsvRows.record_id} from ${rawCtgovLegacyCsvRows}
                                       where ${rawCtgovLegacyCsvRows.load_id} = ${loadId})
        group by 1, 2
        order by count desc, reason, field`),
    );
  });
