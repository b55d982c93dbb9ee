import { Database, type DatabaseError } from "@trialflow/database";
import { Effect, Layer, Redacted } from "effect";

/**
 * Does something in another database of the server that the program is connected to, as the same login: the warehouse of a schedule's
 * source. Null, and the name of the present one, mean the present one.
 */
export const inDatabase =
  (name: string | null) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | DatabaseError, Exclude<R, Database> | Database> =>
    Effect.flatMap(Database, (database): Effect.Effect<A, E | DatabaseError, Exclude<R, Database> | Database> => {
      if (name === null || name === database.info.database) return effect as never;
      const url = new URL(Redacted.value(database.url));
      url.pathname = `/${encodeURIComponent(name)}`;
      const { isEmbedded } = database.info;
      const layer = Database.layerUrl(Redacted.make(url.href), { isEmbedded });
      return Effect.provide(effect, Layer.fresh(layer)) as never;
    });
