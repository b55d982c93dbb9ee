import { Database, type DatabaseError } from "@trialflow/database";
import { loads } from "@trialflow/schema";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { Effect, Option } from "effect";

/** A published load whose file names its date. */
export interface DatedSnapshot {
  readonly loadId: number;
  readonly fileName: string;
  readonly date: string;
}

/** Finds the newest of a source's published snapshots whose files name a date. */
export const newestSnapshot = (source: string): Effect.Effect<Option.Option<DatedSnapshot>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.newest_snapshot", (db) =>
        db
          .select({ loadId: loads.load_id, fileName: loads.file_name, date: loads.snapshot_date })
          .from(loads)
          .where(and(eq(loads.source, source), isNotNull(loads.published_at), isNotNull(loads.snapshot_date)))
          .orderBy(desc(loads.snapshot_date))
          .limit(1),
      ),
      ([row]) => (row === undefined || row.date === null ? Option.none() : Option.some({ ...row, date: row.date })),
    ),
  );
