import { createServer } from "node:http";
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer";
import type { Database } from "@trialflow/database";
import { Clock, Effect, Layer, Ref } from "effect";
import { HttpRouter, HttpServer, HttpServerResponse } from "effect/http";
import type { SchedulerSettings } from "./config.ts";
import { makeDatabaseAnswers } from "./databaseAnswers.ts";
import { health } from "./Health.ts";
import type { LastRunRef } from "./LastRun.ts";
import { type ListenError, listenError } from "./ListenError.ts";
import { nextTick } from "./nextTick.ts";

const makeAnswer = Effect.fnUntraced(function* (settings: SchedulerSettings, lastRun: LastRunRef) {
  const startedAt = yield* Clock.currentTimeMillis;
  const databaseAnswers = yield* makeDatabaseAnswers;
  return Effect.gen(function* () {
    const isDatabaseAnswering = yield* databaseAnswers;
    const nextRunAt = nextTick(settings.cron, yield* Clock.currentTimeMillis);
    const body = health({ startedAt, nextRunAt, lastRun: yield* Ref.get(lastRun), isDatabaseAnswering });
    return HttpServerResponse.jsonUnsafe(body, {
      status: isDatabaseAnswering ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  });
});

const logAddress = Layer.effectDiscard(
  HttpServer.addressFormattedWith((address) => Effect.annotateLogs(Effect.logInfo("Listening"), { address })),
);

/** A client that holds its connection open must not hold up the end of the program. */
const closeConnections = (server: ReturnType<typeof createServer>) =>
  Layer.effectDiscard(Effect.acquireRelease(Effect.void, () => Effect.sync(() => server.closeAllConnections())));

/**
 * Serves `GET /healthz` until its scope ends; everything else is 404.
 *
 * Answers 200 with {@link Health} as JSON, or 503 when the database does not answer within 2 seconds. Probes ask every few
 * seconds, so requests are not logged.
 */
export const healthServer = (
  settings: SchedulerSettings,
  lastRun: LastRunRef,
): Layer.Layer<never, ListenError, Database> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const { host, port } = settings;
      const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
      const listening = Layer.catch(
        NodeHttpServer.layer(() => server, { host, port, gracefulShutdownTimeout: "1 second" }),
        (error) => Layer.effectContext(Effect.fail(listenError(host, port, error.cause))),
      );
      // Made before the server listens: what arrives between its first connection and its first handler is never answered.
      const answer = yield* makeAnswer(settings, lastRun);
      const serving = HttpRouter.serve(HttpRouter.add("GET", "/healthz", answer), {
        disableLogger: true,
        disableListenLog: true,
      });
      return logAddress.pipe(
        Layer.provideMerge(serving),
        Layer.provide(closeConnections(server)),
        Layer.provide(listening),
      );
    }),
  );
