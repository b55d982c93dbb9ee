import type { Database } from "@trialflow/database";
import {
  processMetricsText,
  renderPrometheus,
  type Schedule,
  scrapeSchedules,
  scrapeWarehouse,
} from "@trialflow/operations";
import { Effect } from "effect";
import { SourceDatabases } from "./engine/SourceDatabases.ts";

/** Each source once, with its database. */
const sourcesOf = (schedules: ReadonlyArray<Schedule>) => [
  ...new Map(schedules.map(({ source, database }) => [source, { source, database }])).values(),
];

/**
 * Makes the text of `/metrics`: what the ledgers of all sources and of the schedules say, and how this process is. A database that does not answer is
 * told as one that is down.
 */
export const makeMetricsText = (
  schedules: ReadonlyArray<Schedule>,
): Effect.Effect<Effect.Effect<string>, never, Database | SourceDatabases> =>
  Effect.map(Effect.context<Database | SourceDatabases>(), (context) =>
    Effect.gen(function* () {
      const databases = yield* SourceDatabases;
      const warehouses = yield* Effect.forEach(
        sourcesOf(schedules),
        ({ source, database }) =>
          Effect.orElseSucceed(databases.on(database, scrapeWarehouse(source)), () => ({
            source,
            durationSeconds: 0,
            metrics: null,
          })),
        { concurrency: "unbounded" },
      );
      const ledger = renderPrometheus({ warehouses, schedules: yield* scrapeSchedules(schedules) });
      return ledger + (yield* processMetricsText);
    }).pipe(Effect.provideContext(context)),
  );
