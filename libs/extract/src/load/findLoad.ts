import { Database, type DatabaseError } from "@trialflow/database";
import { loads } from "@trialflow/schema";
import { and, desc, eq } from "drizzle-orm";
import { Effect, Option } from "effect";

/** A load as the ledger has it. */
export type Load = typeof loads.$inferSelect;

/** What tells two files with the same content apart: whose content it is, of which day, and whether all of it. */
export type LoadIdentity = Pick<Load, "source" | "extent"> & { readonly snapshotDate: string | null };

/** A date makes the same content a snapshot of its own; without one, content that was loaded before is known. */
const findBy =
  (hash: typeof loads.sha256 | typeof loads.content_hash) =>
  (
    value: string,
    { source, extent, snapshotDate }: LoadIdentity,
  ): Effect.Effect<Option.Option<Load>, DatabaseError, Database> =>
    Effect.flatMap(Database, (database) =>
      Effect.map(
        database.query("load.find", (db) =>
          db
            .select()
            .from(loads)
            .where(
              and(
                eq(loads.source, source),
                eq(loads.extent, extent),
                eq(hash, value),
                snapshotDate === null ? undefined : eq(loads.snapshot_date, snapshotDate),
              ),
            )
            .orderBy(desc(loads.load_id))
            .limit(1),
        ),
        ([found]) => Option.fromNullishOr(found),
      ),
    );

/** Finds the load of a source that has exactly these bytes. */
export const findLoad = findBy(loads.sha256);

/** Finds the load of a source that has this content, be it in another order or with other ranks. */
export const findLoadByContent = findBy(loads.content_hash);
