import { Database, type DatabaseError, type DatabaseInfo } from "@trialflow/database";
import { checkRuns, loads, runs, type Verdict } from "@trialflow/schema";
import { countPublishedRows } from "@trialflow/transform";
import { desc, eq } from "drizzle-orm";
import { Effect } from "effect";
import { type RejectCount, readRejectCounts } from "./ledger/readRejectCounts.ts";
import { readSourceState, type SourceState } from "./ledger/sourceState.ts";

/** Where the warehouse stands. */
export interface WarehouseStatus {
  readonly database: DatabaseInfo;
  readonly state: SourceState;
  /** The load whose content is published; null before the first publication. */
  readonly published: typeof loads.$inferSelect | null;
  readonly publishedRows: Readonly<Record<string, number>>;
  readonly verdict: Verdict | null;
  readonly rejects: ReadonlyArray<RejectCount>;
  /** The newest runs first. */
  readonly runs: ReadonlyArray<typeof runs.$inferSelect>;
}

/** Reads where a source's data stands and what ran last. Writes nothing. */
export const readStatus = (source: string): Effect.Effect<WarehouseStatus, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const state = yield* readSourceState(source);
    const [published] = yield* database.query("status.published", (db) =>
      db
        .select()
        .from(loads)
        .where(eq(loads.load_id, state.published_load_id ?? -1)),
    );
    const [check] =
      state.check_run_id === null
        ? []
        : yield* database.query("status.verdict", (db) =>
            db
              .select({ verdict: checkRuns.verdict })
              .from(checkRuns)
              .where(eq(checkRuns.check_run_id, state.check_run_id ?? "")),
          );
    return {
      database: database.info,
      state,
      published: published ?? null,
      publishedRows: yield* countPublishedRows,
      verdict: check?.verdict ?? null,
      rejects: yield* readRejectCounts(state),
      runs: yield* database.query("status.runs", (db) =>
        db.select().from(runs).orderBy(desc(runs.started_at)).limit(10),
      ),
    };
  });
