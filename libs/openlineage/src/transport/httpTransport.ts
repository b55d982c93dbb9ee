import { Duration, Effect, Option, Redacted, Schedule } from "effect";
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http";
import { OpenLineageError, type OpenLineageErrorReason } from "../errors.ts";
import type { RunEvent } from "../event/RunEvent.ts";
import type { EventTransport } from "./EventTransport.ts";

/** Where events are posted to. */
export interface HttpTransportSettings {
  readonly url: URL;
  readonly apiKey: Option.Option<Redacted.Redacted>;
  /** Longest wait for an answer; 5 seconds by default. */
  readonly timeout?: Duration.Duration;
}

/** Attempts after the first. */
const retries = 2;

const pause = Duration.millis(250);

// A failed request may hold headers: of it nothing but the system's code is told.
const codeOf = (failure: unknown, depth = 0): string => {
  if (typeof failure !== "object" || failure === null || depth > 5) return "no connection";
  if ("code" in failure && typeof failure.code === "string") return failure.code;
  return codeOf("cause" in failure ? failure.cause : null, depth + 1);
};

const statusReason = (status: number): OpenLineageErrorReason =>
  status === 429 ? "RateLimited" : status >= 500 ? "ServerError" : "Refused";

/**
 * Posts events to a consumer one after the other, with a bearer key if there is one.
 *
 * Tries again, at most twice and after 250 and 500 ms, what may pass by itself: no connection, 429, 5xx. Not what got no answer in time:
 * a run shall not wait for long, and the event may have been taken. Redirects are not followed: the key is for this address alone.
 *
 * Errors   {@link OpenLineageError}
 * Source   OpenLineage API, `POST /api/v1/lineage`
 */
export const httpTransport = (settings: HttpTransportSettings, client: HttpClient.HttpClient): EventTransport => {
  const { timeout = Duration.seconds(5) } = settings;
  const endpoint = `${settings.url.href.replace(/\/+$/, "")}/api/v1/lineage`;
  const fail = (reason: OpenLineageErrorReason, found: string, isRetryable: boolean) =>
    new OpenLineageError({
      operation: "openlineage.post",
      reason,
      message: `${endpoint} did not take the event: ${found}. Check TRIALFLOW_OPENLINEAGE_URL, the key and the consumer.`,
      isRetryable,
    });

  const post = (event: RunEvent) =>
    Effect.scoped(
      Effect.gen(function* () {
        const request = HttpClientRequest.post(endpoint).pipe(
          HttpClientRequest.setHeader("user-agent", "trialflow"),
          Option.isSome(settings.apiKey)
            ? HttpClientRequest.bearerToken(Redacted.value(settings.apiKey.value))
            : (same) => same,
          HttpClientRequest.bodyText(JSON.stringify(event), "application/json"),
        );
        const { status } = yield* HttpClient.withScope(client)
          .execute(request)
          .pipe(Effect.mapError((failure) => fail("Unreachable", codeOf(failure), true)));
        if (status < 200 || status >= 300) {
          return yield* fail(statusReason(status), `status ${status}, expected 2xx`, status === 429 || status >= 500);
        }
      }),
    ).pipe(
      Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.timeoutOrElse({
        duration: timeout,
        orElse: () => Effect.fail(fail("Timeout", `no answer within ${Duration.format(timeout)}`, false)),
      }),
      Effect.retry({
        schedule: Schedule.exponential(pause),
        times: retries,
        while: ({ isRetryable }) => isRetryable,
      }),
    );

  return {
    send: (events) => Effect.forEach(events, post, { discard: true }).pipe(Effect.withSpan("openlineage.post")),
  };
};
