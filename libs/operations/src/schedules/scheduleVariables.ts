import { Config, Effect, Option } from "effect";
import type { ScheduleEntry } from "./Schedule.ts";

const variables = {
  cron: Config.option(Config.NonEmptyString("TRIALFLOW_SCHEDULER_CRON")),
  timeZone: Config.option(Config.NonEmptyString("TRIALFLOW_SCHEDULER_TIME_ZONE")),
  isRunAtStart: Config.option(Config.Boolean("TRIALFLOW_SCHEDULER_RUN_AT_START")),
};

/** The variable behind each field that one can set. */
export const variableNames = {
  cron: "TRIALFLOW_SCHEDULER_CRON",
  timeZone: "TRIALFLOW_SCHEDULER_TIME_ZONE",
  isRunAtStart: "TRIALFLOW_SCHEDULER_RUN_AT_START",
} as const;

/** The schedule that the variables are about. */
export const scheduleOfVariables = "nightly";

/**
 * Reads what `TRIALFLOW_SCHEDULER_CRON`, `_TIME_ZONE` and `_RUN_AT_START` say of the schedule "nightly". An empty variable counts as
 * not set.
 */
export const scheduleVariables: Effect.Effect<ScheduleEntry, Config.ConfigError> = Effect.map(
  Config.all(variables),
  ({ cron, timeZone, isRunAtStart }) => ({
    name: scheduleOfVariables,
    ...(Option.isSome(cron) ? { cron: cron.value } : {}),
    ...(Option.isSome(timeZone) ? { timeZone: timeZone.value } : {}),
    ...(Option.isSome(isRunAtStart) ? { isRunAtStart: isRunAtStart.value } : {}),
  }),
);
