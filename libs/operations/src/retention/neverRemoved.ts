import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { KeptData } from "./RetentionReport.ts";

const evidence: ReadonlyArray<{ readonly tables: ReadonlyArray<string>; readonly reason: string }> = [
  {
    tables: ["ops.audit_log"],
    reason:
      "the audit log is append-only and each entry holds the hash of the one before: the chain has no end to cut off",
  },
  {
    tables: ["raw.ctgov_legacy_csv", "raw.ctgov_legacy_csv_rows"],
    reason:
      "every version stands in at least one accepted file, and the audit log keeps a hash over all rows of each file: without one of them that load could no longer be verified, rebuilt or traced",
  },
  {
    tables: ["ops.rejects", "ops.reject_outcomes"],
    reason: "what was set aside is part of the hash of its file, and what was decided about it is append-only",
  },
  {
    tables: ["ops.plans", "ops.releases"],
    reason: "what somebody was told or named is append-only: the database refuses its removal, even to its owner",
  },
  {
    tables: ["ops.runs", "ops.steps", "ops.loads", "ops.publications", "ops.check_runs", "ops.check_results"],
    reason: "loads, history and the audit log refer to them",
  },
];

/** Measures the data that no policy removes: rows by the planner's statistics, which cost no reading, and bytes with their indexes. */
export const neverRemoved: Effect.Effect<ReadonlyArray<KeptData>, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  return yield* Effect.forEach(evidence, ({ tables, reason }) =>
    Effect.map(
      database.query("retention.never_removed", (db) =>
        db.execute<{ rows: number; sizeBytes: number }>(sql`
          select coalesce(sum(greatest(n_live_tup, 0)), 0)::float8 as rows,
                 coalesce(sum(pg_total_relation_size(measured.relid)), 0)::float8 as "sizeBytes"
          from unnest(${sql.param([...tables])}::text[]) as listed(name)
          -- A partitioned table has neither rows nor bytes: its partitions have.
          left join lateral pg_partition_tree(name::regclass) part on true
          join pg_stat_user_tables measured on measured.relid = coalesce(part.relid, name::regclass)`),
      ),
      ([row]): KeptData => ({ tables, rows: row?.rows ?? 0, sizeBytes: row?.sizeBytes ?? 0, reason }),
    ),
  );
});
