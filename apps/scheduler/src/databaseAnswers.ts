import { Database, type DatabaseError } from "@trialflow/database";
import { defaultSource, readSourceState } from "@trialflow/pipeline";
import { Effect, Fiber, Layer, type Scope } from "effect";

/** Asks by connections of its own, so that a run that uses the whole pool does not look like a database that is gone. */
const ownConnections = Layer.unwrap(Effect.map(Database, ({ url }) => Database.layerUrl(url)));

/**
 * Makes a question whether the database answers a query of one row within 2 seconds.
 *
 * However often it is asked, at most one query a second is sent: a query cannot be taken back, and those to a server that is
 * silent would pile up.
 */
export const makeDatabaseAnswers: Effect.Effect<
  Effect.Effect<boolean>,
  DatabaseError,
  Database | Scope.Scope
> = Effect.gen(function* () {
  const connections = yield* Layer.build(ownConnections);
  const query = readSourceState(defaultSource).pipe(
    Effect.provideContext(connections),
    Effect.as(true),
    Effect.catch(() => Effect.succeed(false)),
  );
  const scope = yield* Effect.scope;
  const sent = yield* Effect.cachedWithTTL(Effect.forkIn(query, scope), "1 second");
  return Effect.flatMap(sent, Fiber.join).pipe(
    Effect.timeoutOrElse({ duration: "2 seconds", orElse: () => Effect.succeed(false) }),
  );
});
