import { Config, Cron, DateTime, Duration, Option, Result, Schema } from "effect";

/** How the scheduler works; see {@link SchedulerConfig} for the variables behind it. */
export interface SchedulerSettings {
  /** The ticks, with their time zone. */
  readonly cron: Cron.Cron;
  /** Whether to run once at once, before the first tick. */
  readonly isRunAtStart: boolean;
  /** Longest wait for a run that is under way when the program is told to stop. */
  readonly shutdownTimeout: Duration.Duration;
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
}

/** Says why an expression gives no ticks; null when it does. */
const cronProblem = (expression: string): string | null => {
  const parsed = Cron.parse(expression, "UTC");
  if (Result.isFailure(parsed)) return parsed.failure.message;
  try {
    Cron.next(parsed.success);
    return null;
  } catch {
    return "no date ever matches";
  }
};

const expression = Config.schema(
  Schema.String.check(
    Schema.makeFilter((found: string) => {
      const problem = cronProblem(found);
      return (
        problem === null ||
        `Expected a cron expression of 5 fields (minute hour day month weekday) or 6 (second first), such as 0 3 * * *, found "${found}": ${problem}`
      );
    }),
  ),
  "TRIALFLOW_SCHEDULER_CRON",
).pipe(Config.withDefault("0 3 * * *"));

const timeZone = Config.schema(
  Schema.String.check(
    Schema.makeFilter(
      (found: string) =>
        Option.isSome(DateTime.zoneFromString(found)) ||
        `Expected a time zone, such as UTC, Europe/Berlin or +02:00, found "${found}"`,
    ),
  ),
  "TRIALFLOW_SCHEDULER_TIME_ZONE",
).pipe(Config.withDefault("UTC"));

const port = Config.schema(
  Schema.Int.check(
    Schema.makeFilter(
      (found: number) =>
        (found >= 0 && found <= 65_535) || `Expected a port from 1 to 65535, or 0 for a free one, found ${found}`,
    ),
  ),
  "TRIALFLOW_SCHEDULER_PORT",
).pipe(Config.withDefault(8080));

const shutdownTimeout = Config.schema(
  Schema.DurationFromString.check(
    Schema.makeFilter(
      (found: Duration.Duration) =>
        (Duration.isFinite(found) && !Duration.isNegative(found)) || "Expected zero or more, such as 60 seconds",
    ),
  ),
  "TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT",
).pipe(Config.withDefault(Duration.seconds(60)));

/**
 * Reads the settings of the scheduler from the environment.
 *
 * | variable | default | meaning |
 * | --- | --- | --- |
 * | `TRIALFLOW_SCHEDULER_CRON` | `0 3 * * *` | When to run: minute, hour, day, month, weekday; with six fields the first one is the second. |
 * | `TRIALFLOW_SCHEDULER_TIME_ZONE` | `UTC` | Time zone of the expression: a name (`Europe/Berlin`) or an offset (`+02:00`). |
 * | `TRIALFLOW_SCHEDULER_RUN_AT_START` | `false` | `true`: run once at once, too. |
 * | `TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT` | `60 seconds` | Longest wait for a run under way when told to stop; then it is interrupted. |
 * | `TRIALFLOW_SCHEDULER_HOST` | `127.0.0.1` | Address that `/healthz` listens on. |
 * | `TRIALFLOW_SCHEDULER_PORT` | `8080` | Its port; 0 takes a free one, which is logged. |
 *
 * An empty variable counts as not set.
 */
export const SchedulerConfig: Config.Config<SchedulerSettings> = Config.all({
  cron: Config.map(Config.all({ expression, timeZone }), (found) => Cron.parseUnsafe(found.expression, found.timeZone)),
  isRunAtStart: Config.withDefault(Config.Boolean("TRIALFLOW_SCHEDULER_RUN_AT_START"), false),
  shutdownTimeout,
  host: Config.withDefault(Config.NonEmptyString("TRIALFLOW_SCHEDULER_HOST"), "127.0.0.1"),
  port,
});
