import { Config, Effect, Layer, Logger, References } from "effect";

/** How log lines look: plain words for people, or one JSON object or one logfmt line each for a log collector. */
export const logFormats = ["plain", "json", "logfmt"] as const;
export type LogFormat = (typeof logFormats)[number];

const plain = Logger.make<unknown, string>(({ logLevel, message }) => {
  const text = (Array.isArray(message) ? message : [message]).map(String).join(" ");
  return logLevel === "Info" ? text : `${logLevel.toLowerCase()}: ${text}`;
});

const loggers = {
  plain: Logger.withConsoleError(plain),
  json: Logger.withConsoleError(Logger.formatJson),
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
