import { Data, Duration, Effect, Redacted, Schedule } from "effect";
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http";
import type { AlertTarget } from "./AlertTarget.ts";
import type { SlackBody } from "./slackBody.ts";

/** Fails a post. The message says what was found and nothing of the address. */
class PostError extends Data.TaggedError("PostError")<{ readonly message: string; readonly isRetryable: boolean }> {}

const timeout = Duration.seconds(5);

/** For all attempts together: whoever delivers holds a claim that others wait for. */
const longest = Duration.seconds(10);

/** Attempts after the first. */
const retries = 2;

const pause = Duration.millis(250);

// A failed request holds its address: of it nothing but the system's code is told.
const codeOf = (failure: unknown, depth = 0): string => {
  if (typeof failure !== "object" || failure === null || depth > 5) return "no connection";
  if ("code" in failure && typeof failure.code === "string") return failure.code;
  return codeOf("cause" in failure ? failure.cause : null, depth + 1);
};

/** How a delivery went. */
export interface PostOutcome {
  readonly attempts: number;
  /** Null when it arrived. */
  readonly error: string | null;
}

const late = (duration: Duration.Duration) => ({
  duration,
  orElse: () =>
    Effect.fail(new PostError({ message: `no answer within ${Duration.format(duration)}`, isRetryable: true })),
});

const postOnce = (client: HttpClient.HttpClient, target: AlertTarget, body: string) =>
  Effect.scoped(
    Effect.gen(function* () {
      const request = HttpClientRequest.post(Redacted.value(target.url)).pipe(
        HttpClientRequest.setHeader("user-agent", "trialflow"),
        HttpClientRequest.bodyText(body, "application/json"),
      );
      const { status } = yield* HttpClient.withScope(client)
        .execute(request)
        .pipe(Effect.mapError((failure) => new PostError({ message: codeOf(failure), isRetryable: true })));
      if (status < 200 || status >= 300) {
        return yield* new PostError({
          message: `status ${status}, expected 2xx`,
          isRetryable: status === 429 || status >= 500,
        });
      }
    }),
  ).pipe(
    // Another address is not the one that was configured.
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    // A span would hold the address.
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.timeoutOrElse(late(timeout)),
  );

/**
 * Posts a message to a target.
 *
 * Tries again, at most twice and after 250 and 500 ms, what may pass by itself: no connection, no answer within 5 seconds, 429, 5xx. Never
 * fails, never tells the address.
 */
export const postAlert = (
  client: HttpClient.HttpClient,
  target: AlertTarget,
  body: SlackBody,
): Effect.Effect<PostOutcome> =>
  Effect.suspend(() => {
    let attempts = 0;
    const text = JSON.stringify(body);
    return Effect.suspend(() => {
      attempts += 1;
      return postOnce(client, target, text);
    }).pipe(
      Effect.retry({ schedule: Schedule.exponential(pause), times: retries, while: ({ isRetryable }) => isRetryable }),
      Effect.timeoutOrElse(late(longest)),
      Effect.match({
        onSuccess: (): PostOutcome => ({ attempts, error: null }),
        onFailure: ({ message }): PostOutcome => ({ attempts, error: message }),
      }),
      Effect.catchDefect(() => Effect.succeed<PostOutcome>({ attempts, error: "a defect of the HTTP client" })),
    );
  });
