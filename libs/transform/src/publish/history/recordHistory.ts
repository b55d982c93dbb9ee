import { Database, type DatabaseError, writeInBulk } from "@trialflow/database";
import { liesInPast, loads, publications, trialChanges, trialRecords, trialVersions } from "@trialflow/schema";
import { and, desc, eq, getTableColumns, isNull, max, ne, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { insertRecords, mergeRecords, onlyTouched } from "../publishTrials.ts";
import { writtenTables } from "../writtenTables.ts";
import { appendSteps, closeVersions } from "./appendSteps.ts";
import { insertFieldChanges } from "./fieldChanges.ts";
import { deleteRewritten, findRewrittenTrials, rebuildSteps } from "./rebuildSteps.ts";
import { openVersions } from "./versionSteps.ts";

/** Forgets the history of the bundled sample: invented trials have no place before real ones. */
const forgetSample = (loadId: number) =>
  [trialChanges, trialVersions, trialRecords].map((table) => ({
    table,
    statement: sql`delete from ${table}
where exists (select from ${loads} where ${loads.load_id} = ${loadId} and ${loads.origin} <> 'sample')
  and not exists (select from ${loads} where ${loads.published_at} is not null and ${loads.origin} <> 'sample')`,
  }));

/**
 * Writes a load's step into the history, in the publishing transaction: the versions that end and begin, and what changed.
 *
 * A load that lies in the past (see `liesInPast`) is inserted where it belongs: the history of the trials for which that makes a difference
 * is put together anew, and comes out as if the loads had been published in order.
 *
 * The history has what was published: other loads than those of the past are looked at for the touched trials alone, unless it is empty.
 *
 * Reads       staging.trials, which holds the load; touched_trials, for a load that does not lie in the past; raw.ctgov_legacy_csv and its rows
 * Writes      analytics.trial_records, analytics.trial_versions, analytics.trial_changes; ops.publications, ops.loads.published_at
 * Idempotent  yes; a load that is published already takes no step
 *
 * Gives the tables of analytics in which it wrote a row.
 */
export const recordHistory = (loadId: number, at: Date): Effect.Effect<ReadonlySet<PgTable>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const written = writtenTables();
    const [load] = yield* database.query("history.load", (db) =>
      db
        .select({ ...getTableColumns(loads), isPast: sql<boolean>`${liesInPast(loads)}` })
        .from(loads)
        .where(eq(loads.load_id, loadId)),
    );
    if (load === undefined) return yield* Effect.die(new Error(`load ${loadId} is not in the ledger`));
    for (const { table, statement } of forgetSample(loadId)) {
      yield* written.execute("history.forget_sample", table, statement);
    }
    const [known] = yield* database.query("history.is_first", (db) =>
      db.select({ record_id: trialRecords._record_id }).from(trialRecords).limit(1),
    );
    const isFirst = known === undefined;

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
    const writeVersions = Effect.gen(function* () {
      yield* written.execute(
        "history.records",
        trialRecords,
        isFirst ? insertRecords() : mergeRecords(load.isPast ? undefined : onlyTouched),
      );
      if (load.isPast) {
        for (const statement of findRewrittenTrials(validFrom))
          yield* written.execute("history.find_rewritten", null, statement);
        yield* written.execute("history.rebuild_steps", null, rebuildSteps(load.source));
        for (const { table, statement } of deleteRewritten()) {
          yield* written.execute("history.delete_rewritten", table, statement);
        }
      } else {
        yield* written.execute(
          "history.append_steps",
          null,
          appendSteps(isFirst ? "all" : "touched", { loadId, validFrom, loadedAt: load.loaded_at }),
        );
        yield* written.execute("history.close_versions", trialVersions, closeVersions());
      }
      yield* written.execute("history.open_versions", trialVersions, openVersions());
    });
    yield* writeInBulk([trialRecords, trialVersions], writeVersions);
    yield* written.execute("history.field_changes", trialChanges, insertFieldChanges());
    yield* database.query("history.mark_published", (db) =>
      db
        .update(loads)
        .set({ published_at: at })
        .where(and(eq(loads.load_id, loadId), isNull(loads.published_at))),
    );
    return written.tables;
  });

/** The history never runs backwards: content that is published without a date of its own counts at the earliest from the newest on. */
const latest = (moment: Date, newest: Date | undefined): Date =>
  newest !== undefined && newest > moment ? newest : moment;
