import { createServer } from "node:http";
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer";
import type { Database } from "@trialflow/database";
import { nextTickOf, prometheusContentType, type Schedule } from "@trialflow/operations";
import { Clock, Effect, Layer } from "effect";
import { HttpRouter, HttpServer, HttpServerResponse } from "effect/http";
import type { SchedulerSettings } from "./config.ts";
import { makeDatabaseAnswers } from "./databaseAnswers.ts";
import type { SourceDatabases } from "./engine/SourceDatabases.ts";
import { health } from "./Health.ts";
import { readLastFire } from "./LastFire.ts";
import { type ListenError, listenError } from "./ListenError.ts";
import { makeMetricsText } from "./metricsText.ts";

/** The first tick of all enabled schedules. */
const nextTickAt = (schedules: ReadonlyArray<Schedule>, now: Date): Date | null => {
  const moments = schedules.filter(({ isEnabled }) => isEnabled).map((schedule) => nextTickOf(schedule, now).getTime());
  return moments.length === 0 ? null : new Date(Math.min(...moments));
};

const answerWith = (body: unknown, isWell: boolean) =>
  HttpServerResponse.jsonUnsafe(body, { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } });

const makeAnswers = Effect.fnUntraced(function* (schedules: ReadonlyArray<Schedule>) {
  const startedAt = new Date(yield* Clock.currentTimeMillis);
  const databaseAnswers = yield* makeDatabaseAnswers;
  const context = yield* Effect.context<Database>();
  const lastFire = readLastFire.pipe(
    Effect.timeout("2 seconds"),
    Effect.orElseSucceed(() => null),
    Effect.provideContext(context),
  );
  const healthz = Effect.gen(function* () {
    const isDatabaseAnswering = yield* databaseAnswers;
    const now = new Date(yield* Clock.currentTimeMillis);
    const body = health({
      startedAt,
      nextTickAt: nextTickAt(schedules, now),
      lastFire: isDatabaseAnswering ? yield* lastFire : null,
      isDatabaseAnswering,
    });
    return answerWith(body, isDatabaseAnswering);
  });
  const readyz = Effect.map(databaseAnswers, (isReady) =>
    answerWith({ status: isReady ? "ready" : "the database does not answer" }, isReady),
  );
  return { healthz, readyz };
});

const logAddress = Layer.effectDiscard(
  HttpServer.addressFormattedWith((address) => Effect.annotateLogs(Effect.logInfo("Listening"), { address })),
);

/** A client that holds its connection open must not hold up the end of the program. */
const closeConnections = (server: ReturnType<typeof createServer>) =>
  Layer.effectDiscard(Effect.acquireRelease(Effect.void, () => Effect.sync(() => server.closeAllConnections())));

/**
 * Serves `GET /healthz`, `GET /readyz` and `GET /metrics` until its scope ends; everything else is 404.
 *
 * The first two answer 200, or 503 when the database does not answer within 2 seconds: `/healthz` with {@link Health} as JSON, `/readyz` with whether this
 * scheduler can take work; `/metrics` is in the text format of Prometheus. Probes ask every few seconds, so requests are not logged.
 */
export const healthServer = (
  settings: Pick<SchedulerSettings, "host" | "port">,
  schedules: ReadonlyArray<Schedule>,
): Layer.Layer<never, ListenError, Database | SourceDatabases> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const { host, port } = settings;
      const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
      const listening = Layer.catch(
        NodeHttpServer.layer(() => server, { host, port, gracefulShutdownTimeout: "1 second" }),
        (error) => Layer.effectContext(Effect.fail(listenError(host, port, error.cause))),
      );
      // Made before the server listens: what arrives between its first connection and its first handler is never answered.
      const { healthz, readyz } = yield* makeAnswers(schedules);
      const metrics = Effect.map(yield* makeMetricsText(schedules), (text) =>
        HttpServerResponse.text(text, { contentType: prometheusContentType, headers: { "cache-control": "no-store" } }),
      );
      const routes = Layer.mergeAll(
        HttpRouter.add("GET", "/healthz", healthz),
        HttpRouter.add("GET", "/readyz", readyz),
        HttpRouter.add("GET", "/metrics", metrics),
      );
      const serving = HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true });
      return logAddress.pipe(
        Layer.provideMerge(serving),
        Layer.provide(closeConnections(server)),
        Layer.provide(listening),
      );
    }),
  );
