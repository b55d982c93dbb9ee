import { Clock, Duration, Effect, Option, Redacted } from "effect";
import { FetchHttpClient, HttpClient, HttpClientRequest, type HttpClientResponse } from "effect/http";
import type { KaggleSettings } from "../config.ts";
import { ExtractError } from "../errors.ts";
import type { HttpReason } from "./HttpReason.ts";
import { BadRedirect, Timeout, TooManyRedirects } from "./HttpReason.ts";
import { authorizationOf, type KaggleCredentials } from "./KaggleCredentials.ts";
import { type AnsweredStatus, statusReason } from "./statusReason.ts";
import { transportReason } from "./transportReason.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

/** An answer with status 200 whose body is still to be read. */
export interface OpenedResponse {
  readonly response: HttpClientResponse.HttpClientResponse;
  /** Who answered in the end. */
  readonly answer: Omit<AnsweredStatus, "status">;
}

const maxRedirects = 5;

const fail = (reason: HttpReason) => new ExtractError({ operation: "extract.download", reason });

// Redirects are followed here, because only here is it known who may see the credentials. The span of the HTTP client stays off: it
// would record the signed address, and would send its trace header to the storage host.
const asSent = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
  );

const locationOf = (from: URL, header: string | undefined): URL | BadRedirect => {
  const url = withoutSecrets(from);
  if (header === undefined || !URL.canParse(header, from.href))
    return new BadRedirect({ url, problem: "to no valid address" });
  const to = new URL(header, from);
  if (to.protocol !== "https:" && to.protocol !== "http:") {
    return new BadRedirect({ url, problem: `to an address of the kind ${to.protocol}, expected https:` });
  }
  if (from.protocol === "https:" && to.protocol === "http:") {
    return new BadRedirect({ url, problem: "from an encrypted to an unencrypted address" });
  }
  return to;
};

/**
 * Asks for a file and follows redirects until something other than a redirect answers.
 *
 * Credentials go to the scheme, host and port of `start` only; after the first redirect away from there they are never sent again.
 * The connection is given back when the scope closes.
 *
 * Errors   every `HttpReason` but those of the body; `isRetryable` says which may pass
 */
export const openResponse = Effect.fn("extract.openResponse")(function* (
  client: HttpClient.HttpClient,
  settings: Pick<KaggleSettings, "responseTimeout">,
  start: URL,
  credentials: Option.Option<KaggleCredentials>,
) {
  const foundIn = Option.match(credentials, { onNone: () => null, onSome: ({ foundIn }) => foundIn });
  const limitMillis = Duration.toMillis(settings.responseTimeout);
  const scoped = HttpClient.withScope(client);
  let url = start;
  let isHome = true;

  for (let hop = 0; hop <= maxRedirects; hop++) {
    isHome = isHome && url.origin === start.origin;
    const request = HttpClientRequest.get(url.href).pipe(
      HttpClientRequest.setHeaders({
        accept: "*/*",
        // Compressed on the way, a body has another length than the one that is announced and checked.
        "accept-encoding": "identity",
        "user-agent": "trialflow",
        ...(isHome && Option.isSome(credentials)
          ? { authorization: Redacted.value(authorizationOf(credentials.value)) }
          : {}),
      }),
    );
    const response = yield* asSent(scoped.execute(request)).pipe(
      Effect.mapError((failure) => fail(transportReason(url, failure))),
      Effect.timeoutOrElse({
        duration: settings.responseTimeout,
        orElse: () =>
          Effect.fail(fail(new Timeout({ url: withoutSecrets(url), waitedFor: "a response", limitMillis }))),
      }),
    );
    if ([301, 302, 303, 307, 308].includes(response.status)) {
      const to = locationOf(url, response.headers["location"]);
      if (!(to instanceof URL)) return yield* fail(to);
      url = to;
      continue;
    }
    const answer = {
      url: withoutSecrets(url),
      retryAfter: response.headers["retry-after"],
      credentials: foundIn,
      isStorage: !isHome,
      now: yield* Clock.currentTimeMillis,
    };
    const reason = statusReason({ ...answer, status: response.status });
    if (reason !== null) return yield* fail(reason);
    return { response, answer } satisfies OpenedResponse;
  }
  return yield* fail(new TooManyRedirects({ url: withoutSecrets(start), limit: maxRedirects }));
});
