import { describeUnknownName } from "@trialflow/pipeline";
import { Effect } from "effect";
import { OperationsError } from "../errors.ts";
import type { Schedule } from "./Schedule.ts";

/** Finds a schedule by its name. Errors: {@link OperationsError} `UnknownSchedule`, which names those that there are. */
export const demandSchedule = (
  schedules: ReadonlyArray<Schedule>,
  name: string,
): Effect.Effect<Schedule, OperationsError> => {
  const found = schedules.find((schedule) => schedule.name === name);
  return found === undefined
    ? Effect.fail(
        new OperationsError({
          operation: "schedules.find",
          reason: "UnknownSchedule",
          message: `${describeUnknownName({ kind: "schedule", typed: name, names: schedules.map((schedule) => schedule.name) })}.`,
          isRetryable: false,
        }),
      )
    : Effect.succeed(found);
};
