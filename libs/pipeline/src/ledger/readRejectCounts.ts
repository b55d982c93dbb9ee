import { Database, type DatabaseError } from "@trialflow/database";
import { rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
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
 * Counts what the loaded content of a source has in quarantine, by reason and field, most frequent first: the load's own
 * rejected rows, and once per record what the rules that staging was decoded with rejected of it, now or when it came before.
 *
 * Reads    ops.rejects, raw.ctgov_legacy_csv_rows
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
        with current as (
          select ${rawCtgovLegacyCsvRows.record_id} as record_id from ${rawCtgovLegacyCsvRows}
          where ${rawCtgovLegacyCsvRows.load_id} = ${loaded_load_id}
            and ${rawCtgovLegacyCsvRows.disposition} in ('new', 'changed', 'unchanged')
        ), own_row as (
          select ${rejects.reason_code} as reason, ${rejects.field} as field from ${rejects}
          where ${rejects.load_id} = ${loaded_load_id}
            and not exists (select from current where current.record_id = ${rejects.record_id})
        ), of_record as (
          select distinct ${rejects.reason_code} as reason, ${rejects.field} as field, ${rejects.record_id}, ${rejects.position}
          from ${rejects} join current on current.record_id = ${rejects.record_id}
          where ${rejects.rule_version} = ${staged_rule_version}
        )
        select reason, field, count(*)::int as count
        from (select * from own_row union all select reason, field from of_record) as found
        group by 1, 2
        order by count desc, reason, field`),
    );
  });
