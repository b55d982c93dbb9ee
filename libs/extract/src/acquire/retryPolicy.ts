import { Duration, Effect, Schedule } from "effect";
import type { KaggleSettings } from "../config.ts";
import type { ExtractError } from "../errors.ts";

type RetrySettings = Pick<KaggleSettings, "attempts" | "retryDelay" | "maxRetryAfter" | "totalTimeout">;

const askedToWait = ({ reason }: ExtractError): number =>
  reason._tag === "RateLimited" || reason._tag === "ServerError" ? (reason.retryAfterMillis ?? 0) : 0;

/**
 * Says when a failed download is tried again.
 *
 * Only errors that call themselves retryable are; waits double from `retryDelay` with jitter, but are never shorter than a
 * `Retry-After`. A `Retry-After` beyond `maxRetryAfter` ends it: waiting less than the server asks for would only annoy it.
 *
 * Units   at most `attempts` tries, and none later than `totalTimeout` after the first
 */
export const retryPolicy = (settings: RetrySettings) =>
  Schedule.exponential(settings.retryDelay).pipe(
    Schedule.jittered,
    Schedule.setInputType<ExtractError>(),
    Schedule.modifyDelay(({ input, duration }) =>
      Effect.succeed(Duration.max(duration, Duration.millis(askedToWait(input)))),
    ),
    Schedule.while(({ input }) => input.isRetryable && askedToWait(input) <= Duration.toMillis(settings.maxRetryAfter)),
    Schedule.upTo({ times: settings.attempts - 1, duration: settings.totalTimeout }),
    Schedule.tap(({ input, attempt, duration }) =>
      Effect.logWarning(
        `Attempt ${attempt} of ${settings.attempts} failed (${input.reason._tag}), the next follows in ${Math.ceil(Duration.toMillis(duration))} ms`,
      ),
    ),
  );
