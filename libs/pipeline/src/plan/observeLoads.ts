import { Database, type DatabaseError } from "@trialflow/database";
import { type PlannedLoad, publications, trialChanges, trialVersions, type versionEvents } from "@trialflow/schema";
import { and, asc, count, countDistinct, desc, eq, gt, max, sql } from "drizzle-orm";
import { Effect, Ref } from "effect";
import type { Performance } from "../run/performRun.ts";

/** As many trials of each event as a reader takes in. */
const mostTrials = 100;

const byEvent = <A>(value: (event: (typeof versionEvents)[number]) => A) => ({
  appeared: value("appeared"),
  changed: value("changed"),
  vanished: value("vanished"),
  returned: value("returned"),
});

const newestPublicationId = Effect.flatMap(Database, (database) =>
  Effect.map(
    database.query("plan.newest_publication", (db) =>
      db.select({ id: max(publications.publication_id) }).from(publications),
    ),
    ([row]) => row?.id ?? 0,
  ),
);

/** Reads what a publication after a given one wrote into the history at its own moment; nothing where there was none. */
const readHistorySince = (publicationId: number) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [published] = yield* database.query("plan.publication", (db) =>
      db
        .select({ loadId: publications.load_id, validFrom: publications.valid_from })
        .from(publications)
        .where(gt(publications.publication_id, publicationId))
        .orderBy(desc(publications.publication_id))
        .limit(1),
    );
    if (published === undefined) return { events: byEvent(() => 0), trials: byEvent(() => []), fields: [] };
    const { loadId, validFrom } = published;
    const versions = and(eq(trialVersions._load_id, loadId), eq(trialVersions.valid_from, validFrom));
    const counted = yield* database.query("plan.events", (db) =>
      db
        .select({ event: trialVersions.event, count: count() })
        .from(trialVersions)
        .where(versions)
        .groupBy(trialVersions.event),
    );
    const firstTrials = (event: (typeof versionEvents)[number]) =>
      Effect.map(
        database.query("plan.trials", (db) =>
          db
            .select({ nctId: trialVersions.nct_id })
            .from(trialVersions)
            .where(and(versions, eq(trialVersions.event, event)))
            .orderBy(asc(trialVersions.nct_id))
            .limit(mostTrials),
        ),
        (rows) => rows.map(({ nctId }) => nctId),
      );
    const fields = yield* database.query("plan.fields", (db) =>
      db
        .select({ field: trialChanges.field, trials: countDistinct(trialChanges.nct_id), changes: count() })
        .from(trialChanges)
        .where(and(eq(trialChanges._load_id, loadId), eq(trialChanges.snapshot_at, validFrom)))
        .groupBy(trialChanges.field)
        .orderBy(sql`2 desc`, asc(trialChanges.field)),
    );
    return {
      events: byEvent((event) => counted.find((row) => row.event === event)?.count ?? 0),
      trials: yield* Effect.all(byEvent(firstTrials)),
      fields,
    };
  });

/**
 * Observes a run, file by file: what it counts, and what the file's publication writes into the history.
 *
 * Reads   ops.publications, analytics.trial_versions, analytics.trial_changes
 */
export const observeLoads: Effect.Effect<
  { readonly watch: NonNullable<Performance["watch"]>; readonly observed: Effect.Effect<ReadonlyArray<PlannedLoad>> },
  DatabaseError,
  Database
> = Effect.gen(function* () {
  const seen = yield* Ref.make<ReadonlyArray<PlannedLoad>>([]);
  const last = yield* Ref.make(yield* newestPublicationId);
  return {
    observed: Ref.get(seen),
    watch: (load, checks) =>
      Effect.gen(function* () {
        const history = yield* readHistorySince(yield* Ref.get(last));
        yield* Ref.set(last, yield* newestPublicationId);
        const entry: PlannedLoad = {
          file: load.file,
          status: load.status,
          snapshotDate: load.snapshotDate,
          extent: load.extent,
          read: load.read,
          new: load.new,
          changed: load.changed,
          unchanged: load.unchanged,
          duplicate: load.duplicate,
          rejected: load.rejected,
          vanished: load.vanished,
          ...history,
          verdict: checks?.verdict ?? null,
        };
        yield* Ref.update(seen, (entries) => [...entries, entry]);
      }),
  };
});
