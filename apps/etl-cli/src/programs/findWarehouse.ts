import { Database, DatabaseError, homeFolder, readEntries, serverStatus } from "@trialflow/database";
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

/** Undefined column: an older program migrated it. */
export const isOlder = (error: unknown) => error instanceof DatabaseError && error.sqlState === "42703";

const older = (operation: string, detail: string) =>
  new DatabaseError({
    operation,
    reason: "DatabaseIsOlder",
    sqlState: null,
    detail: `an older program prepared this database (${detail})`,
    remedy: "Bring it up to date first: trialflow db migrate",
    isRetryable: false,
  });

/** Tells a database that was never migrated, of which nothing is to be told, from one that was, but by an older program. */
const refuseOlder = (error: unknown) =>
  Effect.gen(function* () {
    if (!(error instanceof DatabaseError)) return;
    const isPrepared =
      isOlder(error) ||
      (yield* Effect.match(readEntries({ limit: 1 }), {
        onFailure: () => false,
        onSuccess: (entries) => entries.length > 0,
      }));
    if (isPrepared) return yield* older(error.operation, error.detail);
  });

/** Asks the warehouse without making one: none where there is no database yet, or one that was never migrated. */
export const findWarehouse = <A, E>(read: Effect.Effect<A, E, Database>) =>
  Effect.gen(function* () {
    if (!(yield* exists)) return Option.none<A>();
    return yield* Effect.asSome(read).pipe(
      Effect.catchIf(
        (error) => isUnprepared(error) || isOlder(error),
        (error) => Effect.as(refuseOlder(error), Option.none<A>()),
      ),
      Effect.provide(Database.layerConfig),
    );
  });
