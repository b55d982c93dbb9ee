import { demandSchedule, loadSchedules } from "@trialflow/operations";
import { Effect } from "effect";
import { UsageError } from "../../failure/UsageError.ts";

/** Finds the schedule that a person named. Errors: `UsageError`, which names those that there are; what is wrong with the configuration. */
export const demandName = (name: string) =>
  Effect.flatMap(loadSchedules(), (schedules) =>
    demandSchedule(schedules, name).pipe(
      Effect.mapError(
        ({ message }) =>
          new UsageError({
            message: `${message} Schedules of your own stand in the file that TRIALFLOW_SCHEDULES names.`,
          }),
      ),
    ),
  );
