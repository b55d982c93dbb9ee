import { Database, DatabaseError, homeFolder, serverStatus } from "@trialflow/database";
import { Config, Effect, Option } from "effect";

const isServerNamed = Effect.map(
  Config.all([
    Config.option(Config.NonEmptyString("DATABASE_URL")),
    Config.option(Config.NonEmptyString("DATABASE_URL_FILE")),
  ]),
  (names) => names.some(Option.isSome),
);

/** Tells whether there is a database to ask: a server that the environment names, or embedded data that an earlier run made. */
const exists = Effect.gen(function* () {
  if (yield* isServerNamed) return true;
  const { state } = yield* serverStatus(yield* homeFolder);
  return state !== "absent";
});

/** Undefined table or schema: no migration has been here. */
export const isUnprepared = (error: unknown) =>
  error instanceof DatabaseError && (error.sqlState === "42P01" || error.sqlState === "3F000");

/** Asks the warehouse without making one: none where there is no database yet, or one that was never migrated. */
export const findWarehouse = <A, E>(read: Effect.Effect<A, E, Database>) =>
  Effect.gen(function* () {
    if (!(yield* exists)) return Option.none<A>();
    return yield* Effect.asSome(read).pipe(
      Effect.catchIf(isUnprepared, () => Effect.succeedNone),
      Effect.provide(Database.layerConfig),
    );
  });
