import { Config, Schema } from "effect";

const port = (name: string) =>
  Config.option(
    Config.schema(
      Schema.Int.check(
        Schema.makeFilter(
          (found: number) => (found >= 0 && found <= 65_535) || `Expected a port up to 65535, found ${found}`,
        ),
      ),
      name,
    ),
  );

/** What the scheduler reads for itself, as far as its form can be told from here. */
export const schedulerConfig = Config.all([
  Config.option(Config.schema(Schema.DurationFromString, "TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT")),
  port("TRIALFLOW_SCHEDULER_PORT"),
  port("TRIALFLOW_RUNNER_PORT"),
]);
