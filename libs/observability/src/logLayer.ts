import { Cause, Config, Context, Effect, Layer, Logger, References, Tracer } from "effect";

/** How log lines look: plain words for people, or one JSON object or one logfmt line each for a log collector. */
export const logFormats = ["plain", "json", "logfmt"] as const;
export type LogFormat = (typeof logFormats)[number];

const plain = Logger.make<unknown, string>(({ logLevel, message }) => {
  const text = (Array.isArray(message) ? message : [message]).map(String).join(" ");
  return logLevel === "Info" ? text : `${logLevel.toLowerCase()}: ${text}`;
});

/** A JSON line with the ids of the span that it belongs to, where there is one: traces and logs are found by each other. */
const json = Logger.make<unknown, string>((options) => {
  // Libraries log a cause alone: its first line is then the message, so that no line is without words.
  const isCauseAlone = Array.isArray(options.message) && options.message.length === 0;
  const message = isCauseAlone ? (Cause.pretty(options.cause).split("\n")[0] ?? "") : options.message;
  const line = Logger.formatJson.log({ ...options, message });
  const span = Context.getOrUndefined(options.fiber.context, Tracer.ParentSpan);
  return span === undefined ? line : `${line.slice(0, -1)},"traceId":"${span.traceId}","spanId":"${span.spanId}"}`;
});

const loggers = {
  plain: Logger.withConsoleError(plain),
  json: Logger.withConsoleError(json),
  logfmt: Logger.withConsoleError(Logger.formatLogFmt),
} as const satisfies Record<LogFormat, Logger.Logger<unknown, unknown>>;

/**
 * Sends log lines to standard error, never to standard output, which belongs to results.
 *
 * Reads TRIALFLOW_LOG_FORMAT (plain | json | logfmt; otherwise the app's own) and TRIALFLOW_LOG_LEVEL (default Info).
 */
export const logLayer = (appFormat: LogFormat) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const format = yield* Config.withDefault(Config.Literals(logFormats, "TRIALFLOW_LOG_FORMAT"), appFormat);
      const level = yield* Config.withDefault(Config.LogLevel("TRIALFLOW_LOG_LEVEL"), "Info" as const);
      return Layer.mergeAll(
        Logger.layer([loggers[format]]),
        Layer.succeed(Logger.LogToStderr, true),
        Layer.succeed(References.MinimumLogLevel, level),
      );
    }),
  );
