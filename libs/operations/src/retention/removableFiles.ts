import { Database, type DatabaseError } from "@trialflow/database";
import { loads, releases, sourceStates } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/** An archived file that nothing of the present needs; `loadIds` are the loads that it was read for, the oldest first. */
export interface RemovableFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly loadIds: ReadonlyArray<number>;
}

/**
 * Finds the archived files whose loads are all older than a moment, none of them where a source's data has come to, and of which no release
 * speaks.
 */
export const removableFiles = (before: Date): Effect.Effect<ReadonlyArray<RemovableFile>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.query("retention.removable_files", (db) =>
      db.execute<RemovableFile & Record<string, unknown>>(sql`
        select ${loads.sha256} as sha256, max(${loads.size_bytes})::float8 as "sizeBytes",
               json_agg(${loads.load_id} order by ${loads.load_id}) as "loadIds"
        from ${loads}
        group by ${loads.sha256}
        having max(${loads.loaded_at}) < ${before.toISOString()}::timestamptz
          and not bool_or(exists (
            select from ${sourceStates}
            where ${loads.load_id} in (${sourceStates.loaded_load_id}, ${sourceStates.staged_load_id},
              ${sourceStates.checked_load_id}, ${sourceStates.published_load_id})))
          and not exists (
            select from ${releases} cross join lateral jsonb_array_elements(${releases.files}) file
            where file ->> 'sha256' = ${loads.sha256})
        order by min(${loads.load_id})`),
    ),
  );
