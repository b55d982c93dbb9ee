import { Database, type DatabaseError } from "@trialflow/database";
import { loads, trialChanges, trialRecords, trialVersions } from "@trialflow/schema";
import { and, eq, isNull, max, type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import { publishRecords } from "../publishTrials.ts";
import { insertFieldChanges } from "./fieldChanges.ts";
import { closeVersions, findVersionSteps, openVersions } from "./versionSteps.ts";

/** Forgets the history of the bundled sample: invented trials have no place before real ones. */
const forgetSample = (loadId: number) => [
  ...[trialChanges, trialVersions, trialRecords].map(
    (table) => sql`delete from ${table}
where exists (select from ${loads} where ${loads.load_id} = ${loadId} and ${loads.origin} <> 'sample')
  and not exists (select from ${loads} where ${loads.published_at} is not null and ${loads.origin} <> 'sample')`,
  ),
];

/**
 * Writes a load's step into the history, in the publishing transaction: the versions that end and begin, and what changed.
 *
 * Reads       staging.trials, touched_trials, analytics.trial_versions, raw.ctgov_legacy_csv
 * Writes      analytics.trial_records, analytics.trial_versions, analytics.trial_changes; ops.loads.published_at
 * Idempotent  yes; a load that is published already takes no step
 */
export const recordHistory = (loadId: number, at: Date): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const execute = (operation: string, statement: SQL) => database.query(operation, (db) => db.execute(statement));
    const [load] = yield* database.query("history.load", (db) =>
      db.select().from(loads).where(eq(loads.load_id, loadId)),
    );
    if (load === undefined) return yield* Effect.die(new Error(`load ${loadId} is not in the ledger`));
    for (const statement of forgetSample(loadId)) yield* execute("history.forget_sample", statement);

    // The history never runs backwards: content that was published before counts from this moment on when it comes back.
    const [newest] = yield* database.query("history.newest", (db) =>
      db.select({ validFrom: max(trialVersions.valid_from) }).from(trialVersions),
    );
    const saidAt = load.published_at === null ? load.snapshot_at : at;
    const snapshotAt = new Date(Math.max(saidAt.getTime(), newest?.validFrom?.getTime() ?? 0));

    yield* execute("history.records", publishRecords());
    yield* execute("history.find_steps", findVersionSteps());
    yield* execute("history.close_versions", closeVersions(snapshotAt));
    yield* execute("history.open_versions", openVersions({ loadId, snapshotAt, loadedAt: load.loaded_at }));
    yield* execute("history.field_changes", insertFieldChanges({ loadId, snapshotAt }));
    yield* database.query("history.mark_published", (db) =>
      db
        .update(loads)
        .set({ published_at: at })
        .where(and(eq(loads.load_id, loadId), isNull(loads.published_at))),
    );
  });
