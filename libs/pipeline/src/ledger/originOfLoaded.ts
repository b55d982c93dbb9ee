import { Database, type DatabaseError } from "@trialflow/database";
import { type LoadOrigin, loads, sourceStates } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Effect, Option } from "effect";

/** Tells where a source's loaded content came from. */
export const originOfLoaded = (source: string): Effect.Effect<Option.Option<LoadOrigin>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.origin_of_loaded", (db) =>
        db
          .select({ origin: loads.origin })
          .from(sourceStates)
          .innerJoin(loads, eq(loads.load_id, sourceStates.loaded_load_id))
          .where(eq(sourceStates.source, source)),
      ),
      ([row]) => Option.fromNullishOr(row?.origin),
    ),
  );
