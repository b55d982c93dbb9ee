import { Database, type DatabaseError } from "@trialflow/database";
import { liesInPast, loads, publications } from "@trialflow/schema";
import { and, desc, eq, lte, sql } from "drizzle-orm";
import { Effect } from "effect";

/** Tells whether a load lies in the past: a snapshot of a later date is published. */
export const isPastLoad = (loadId: number): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.is_past_load", (db) =>
        db
          .select({ isPast: sql<boolean>`${liesInPast(loads)}` })
          .from(loads)
          .where(eq(loads.load_id, loadId)),
      ),
      ([row]) => row?.isPast === true,
    ),
  );

/** Finds the load whose content counted at the beginning of a day (UTC), or null before the first. */
export const loadAsOf = (source: string, date: string): Effect.Effect<number | null, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.load_as_of", (db) =>
        db
          .select({ loadId: publications.load_id })
          .from(publications)
          .where(and(eq(publications.source, source), lte(publications.valid_from, new Date(`${date}T00:00:00Z`))))
          .orderBy(desc(publications.valid_from), desc(publications.publication_id))
          .limit(1),
      ),
      ([row]) => row?.loadId ?? null,
    ),
  );
