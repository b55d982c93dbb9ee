import type { Database, DatabaseError } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import type { Program } from "@trialflow/pipeline";
import { Effect } from "effect";
import { endRun } from "../fires/endRun.ts";
import { carryTurn } from "./carryTurn.ts";
import { Draining } from "./Draining.ts";
import type { Runner } from "./Runner.ts";
import type { SourceDatabases } from "./SourceDatabases.ts";
import { TurnQueue } from "./TurnQueue.ts";

/** So many runs can be carried by one scheduler at a time. */
const takers = 4;

/**
 * Takes turns from the queue and carries their runs, until it is interrupted. What was interrupted is given back to the queue at once.
 */
export const takeTurns: Effect.Effect<
  never,
  DatabaseError,
  TurnQueue | Draining | Runner | Database | Sources | Program | SourceDatabases
> = Effect.gen(function* () {
  const queue = yield* TurnQueue;
  const draining = yield* Draining;
  const takeOne = queue
    .take(({ run, turn }) =>
      draining.atWork(
        Effect.gen(function* () {
          const end = yield* carryTurn(run);
          if (end._tag === "HandedOver") yield* queue.offer({ run, turn: turn + 1 });
          else yield* endRun(run, end.exit);
        }),
      ),
    )
    .pipe(
      // The queue gives the turn out again; the log says why.
      Effect.catchCause((cause) => Effect.logWarning("A turn of a run was broken off", cause)),
    );
  const taker = Effect.gen(function* () {
    while (!draining.isBegun()) yield* takeOne;
    return yield* Effect.never;
  });
  return yield* Effect.forEach(Array.from({ length: takers }), () => taker, { concurrency: takers }).pipe(
    Effect.andThen(Effect.never),
  );
});
