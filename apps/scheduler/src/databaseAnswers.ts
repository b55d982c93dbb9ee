import type { Database } from "@trialflow/database";
import { defaultSource, readSourceState } from "@trialflow/pipeline";
import { Effect, Fiber, type Scope } from "effect";

/**
 * Makes a question whether the database answers a query of one row within 2 seconds.
 *
 * A run does not stand in its way: transactions have connections of their own. However often it is asked, at most one query a
 * second is sent: a query cannot be taken back, and those to a server that is silent would pile up.
 */
export const makeDatabaseAnswers: Effect.Effect<Effect.Effect<boolean>, never, Database | Scope.Scope> = Effect.gen(
  function* () {
    const context = yield* Effect.context<Database>();
    const query = readSourceState(defaultSource).pipe(
      Effect.provideContext(context),
      Effect.as(true),
      Effect.catch(() => Effect.succeed(false)),
    );
    const scope = yield* Effect.scope;
    const sent = yield* Effect.cachedWithTTL(Effect.forkIn(query, scope), "1 second");
    return Effect.flatMap(sent, Fiber.join).pipe(
      Effect.timeoutOrElse({ duration: "2 seconds", orElse: () => Effect.succeed(false) }),
    );
  },
);
