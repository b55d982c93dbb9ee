import * as PgClient from "@effect/sql-pg/PgClient";
import { type ClientOptions, clientOptions, Database } from "@trialflow/database";
import { schedulerApplicationName } from "@trialflow/operations";
import { engineSchema } from "@trialflow/schema";
import { Context, Duration, Effect, Layer, Redacted, Schedule } from "effect";
import { PersistedQueue } from "effect/persistence";
import { Turn } from "./payloads.ts";

type Queue = PersistedQueue.PersistedQueue<Turn>;
export type TurnQueueError = PersistedQueue.PersistedQueueError;

const makeQueue = PersistedQueue.make({
  name: "turns",
  schema: Turn,
  // A turn ends its run when that fails: what fails beyond that is the database, which comes back.
  maxAttempts: 1000,
  retrySchedule: Schedule.spaced("5 seconds"),
});

/** A turn whose taker gives no sign of life for ten seconds is somebody else's. */
const store = PersistedQueue.layerStoreSql({
  tableName: "turn_queue",
  pollInterval: Duration.millis(250),
  lockRefreshInterval: Duration.millis(2500),
  lockExpiration: Duration.seconds(10),
});

const urlOf = ({ url, tls }: ClientOptions) => {
  if (tls !== "prefer") return url;
  const withMode = new URL(Redacted.value(url));
  withMode.searchParams.set("sslmode", "prefer");
  return Redacted.make(withMode.href);
};

/** The queue's own connections: its tables stand in a schema of their own. */
const client = Layer.unwrap(
  Effect.gen(function* () {
    const { url } = yield* Database;
    const options = yield* clientOptions(url);
    return PgClient.layer({
      url: urlOf(options),
      ...(options.tls === "prefer" ? {} : { ssl: options.tls }),
      maxConnections: 4,
      applicationName: schedulerApplicationName,
      startupParameters: { search_path: engineSchema, TimeZone: "UTC" },
    });
  }),
);

/**
 * The queue of turns that all schedulers of a database share: Effect's persisted queue, in PostgreSQL.
 *
 * Delivered at least once: whoever takes a turn a second time finds in the ledger what is done. Only this module knows the queue.
 */
export class TurnQueue extends Context.Service<
  TurnQueue,
  {
    /** Puts a turn into the queue. The same turn again is the same turn; a suffix makes it another one. */
    readonly offer: (turn: Turn, suffix?: string) => Effect.Effect<void, TurnQueueError>;
    readonly take: Queue["take"];
  }
>()("@trialflow/scheduler/TurnQueue") {
  static layer = Layer.effect(
    this,
    Effect.gen(function* () {
      const build = Effect.map(Layer.build(Layer.fresh(Layer.provide(PersistedQueue.layer, store))), (context) =>
        Effect.provideContext(makeQueue, context),
      );
      // Two: one that is offered to wakes its own takers first, and a run would never leave its scheduler.
      const offers = yield* yield* build;
      const takes = yield* yield* build;
      return TurnQueue.of({
        offer: (turn, suffix = "") => {
          const { runId, resumedCount } = turn.run;
          const id = `${runId}/${resumedCount}/${turn.turn}${suffix}`;
          return Effect.asVoid(Effect.catchTag(offers.offer(turn, { id }), "SchemaError", Effect.die));
        },
        take: takes.take,
      });
    }),
  ).pipe(Layer.provide(client));
}
