import { Database, type DatabaseError } from "@trialflow/database";
import { liesInPast, loads, publications, trialChanges, trialRecords, trialVersions } from "@trialflow/schema";
import { and, desc, eq, getTableColumns, isNull, max, ne, type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import { publishRecords } from "../publishTrials.ts";
import { appendSteps, closeVersions } from "./appendSteps.ts";
import { insertFieldChanges } from "./fieldChanges.ts";
import { deleteRewritten, findRewrittenTrials, rebuildSteps } from "./rebuildSteps.ts";
import { openVersions } from "./versionSteps.ts";

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
 * A load that lies in the past (see `liesInPast`) is inserted where it belongs: the history of the trials for which that makes a difference
 * is put together anew, and comes out as if the loads had been published in order.
 *
 * Reads       staging.trials, which holds the load; raw.ctgov_legacy_csv and its rows
 * Writes      analytics.trial_records, analytics.trial_versions, analytics.trial_changes; ops.publications, ops.loads.published_at
 * Idempotent  yes; a load that is published already takes no step
 */
export const recordHistory = (loadId: number, at: Date): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const execute = (operation: string, statement: SQL) => database.query(operation, (db) => db.execute(statement));
    const [load] = yield* database.query("history.load", (db) =>
      db
        .select({ ...getTableColumns(loads), isPast: sql<boolean>`${liesInPast(loads)}` })
        .from(loads)
        .where(eq(loads.load_id, loadId)),
    );
    if (load === undefined) return yield* Effect.die(new Error(`load ${loadId} is not in the ledger`));
    for (const statement of forgetSample(loadId)) yield* execute("history.forget_sample", statement);
    yield* execute("history.records", publishRecords());

    // An invented sample's publications do not count once there are others.
    const [newest] = yield* database.query("history.newest", (db) =>
      db
        .select({ loadId: publications.load_id, validFrom: publications.valid_from })
        .from(publications)
        .innerJoin(loads, eq(loads.load_id, publications.load_id))
        .where(
          and(eq(publications.source, load.source), load.origin === "sample" ? undefined : ne(loads.origin, "sample")),
        )
        .orderBy(desc(publications.valid_from), desc(publications.publication_id))
        .limit(1),
    );
    const validFrom = load.isPast
      ? load.snapshot_at
      : latest(load.published_at === null ? load.snapshot_at : at, newest?.validFrom);

    if (load.isPast ? load.published_at === null : newest?.loadId !== loadId) {
      const [last] = yield* database.query("history.last_publication", (db) =>
        db.select({ id: max(publications.publication_id) }).from(publications),
      );
      yield* database.query("history.insert_publication", (db) =>
        db.insert(publications).values({
          publication_id: (last?.id ?? 0) + 1,
          source: load.source,
          load_id: loadId,
          valid_from: validFrom,
          published_at: at,
        }),
      );
    }
    if (load.isPast) {
      for (const statement of findRewrittenTrials(validFrom)) yield* execute("history.find_rewritten", statement);
      yield* execute("history.rebuild_steps", rebuildSteps(load.source));
      for (const statement of deleteRewritten()) yield* execute("history.delete_rewritten", statement);
    } else {
      yield* execute("history.append_steps", appendSteps({ loadId, validFrom, loadedAt: load.loaded_at }));
      yield* execute("history.close_versions", closeVersions());
    }
    yield* execute("history.open_versions", openVersions());
    yield* execute("history.field_changes", insertFieldChanges());
    yield* database.query("history.mark_published", (db) =>
      db
        .update(loads)
        .set({ published_at: at })
        .where(and(eq(loads.load_id, loadId), isNull(loads.published_at))),
    );
  });

/** The history never runs backwards: content that is published without a date of its own counts at the earliest from the newest on. */
const latest = (moment: Date, newest: Date | undefined): Date =>
  newest !== undefined && newest > moment ? newest : moment;
