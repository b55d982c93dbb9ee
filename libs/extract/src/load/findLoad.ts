import { Database, type DatabaseError } from "@trialflow/database";
import { loads } from "@trialflow/schema";
import { and, eq } from "drizzle-orm";
import { Effect, Option } from "effect";

/** A load as the ledger has it. */
export type Load = typeof loads.$inferSelect;

/** Finds the load of a source that has exactly these bytes. */
export const findLoad = (source: string, sha256: string): Effect.Effect<Option.Option<Load>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("load.find", (db) =>
        db
          .select()
          .from(loads)
          .where(and(eq(loads.source, source), eq(loads.sha256, sha256))),
      ),
      ([found]) => Option.fromNullishOr(found),
    ),
  );
