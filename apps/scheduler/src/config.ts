import { Config, Duration, Option, Schema } from "effect";

/** How the scheduler works; see {@link SchedulerConfig} for the variables behind it. */
export interface SchedulerSettings {
  /** Longest wait for a step that is under way when the program is told to stop. */
  readonly shutdownTimeout: Duration.Duration;
  /** Where `/healthz`, `/readyz` and `/metrics` are served. */
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** What the ledger calls this scheduler; null for host and process. */
  readonly runner: { readonly host: string; readonly port: number } | null;
}

const portOf = (name: string, minimum: number) =>
  Config.schema(
    Schema.Int.check(
      Schema.makeFilter(
        (found: number) =>
          (found >= minimum && found <= 65_535) ||
          `Expected a port from 1 to 65535${minimum === 0 ? ", or 0 for a free one" : ""}, found ${found}`,
      ),
    ),
    name,
  );

const shutdownTimeout = Config.schema(
  Schema.DurationFromString.check(
    Schema.makeFilter(
      (found: Duration.Duration) =>
        (Duration.isFinite(found) && !Duration.isNegative(found)) || "Expected zero or more, such as 60 seconds",
    ),
  ),
  "TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT",
).pipe(Config.withDefault(Duration.seconds(60)));

const runner = Config.all({
  host: Config.option(Config.NonEmptyString("TRIALFLOW_RUNNER_HOST")),
  port: portOf("TRIALFLOW_RUNNER_PORT", 1).pipe(Config.withDefault(34_431)),
}).pipe(Config.map(({ host, port }) => (Option.isNone(host) ? null : { host: host.value, port })));

/**
 * Reads the settings of the scheduler from the environment.
 *
 * | variable | default | meaning |
 * | --- | --- | --- |
 * | `TRIALFLOW_RUNNER_HOST` | | With the next one the name by which the ledger calls this scheduler; by default host and process. |
 * | `TRIALFLOW_RUNNER_PORT` | `34431` | Nothing listens there: schedulers of one database meet in its queue. |
 * | `TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT` | `60 seconds` | Longest wait for a step under way when told to stop; then it is interrupted and done again. |
 * | `TRIALFLOW_SCHEDULER_HOST` | `127.0.0.1` | Address that `/healthz`, `/readyz` and `/metrics` listen on. |
 * | `TRIALFLOW_SCHEDULER_PORT` | `8080` | Its port; 0 takes a free one, which is logged. |
 *
 * An empty variable counts as not set. The schedules are read by `loadSchedules`.
 */
export const SchedulerConfig: Config.Config<SchedulerSettings> = Config.all({
  shutdownTimeout,
  host: Config.withDefault(Config.NonEmptyString("TRIALFLOW_SCHEDULER_HOST"), "127.0.0.1"),
  port: portOf("TRIALFLOW_SCHEDULER_PORT", 0).pipe(Config.withDefault(8080)),
  runner,
});
