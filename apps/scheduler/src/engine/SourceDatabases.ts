import { Database, type DatabaseError } from "@trialflow/database";
import { Context, Effect, Layer, RcMap, Redacted } from "effect";

/**
 * The databases of the sources, by their names on the scheduler's own server; null is the scheduler's own.
 */
export class SourceDatabases extends Context.Service<
  SourceDatabases,
  {
    /** Runs an effect on a source's database, which is connected as long as it is used. */
    readonly on: <A, E, R>(
      name: string | null,
      effect: Effect.Effect<A, E, R>,
    ) => Effect.Effect<A, E | DatabaseError, Exclude<R, Database>>;
  }
>()("@trialflow/scheduler/SourceDatabases") {
  static layer: Layer.Layer<SourceDatabases, never, Database> = Layer.effect(
    this,
    Effect.gen(function* () {
      const own = yield* Database;
      const others = yield* RcMap.make({
        lookup: (name: string) => {
          const url = new URL(Redacted.value(own.url));
          url.pathname = `/${encodeURIComponent(name)}`;
          return Effect.map(
            Layer.build(Database.layerUrl(Redacted.make(url.href), { isEmbedded: own.info.isEmbedded })),
            Context.get(Database),
          );
        },
        idleTimeToLive: "5 minutes",
      });
      return SourceDatabases.of({
        on: <A, E, R>(name: string | null, effect: Effect.Effect<A, E, R>) =>
          (name === null || name === own.info.database
            ? Effect.provideService(effect, Database, own)
            : Effect.scoped(
                Effect.flatMap(RcMap.get(others, name), (database) =>
                  Effect.provideService(effect, Database, database),
                ),
              )) as Effect.Effect<A, E | DatabaseError, Exclude<R, Database>>,
      });
    }),
  );
}
