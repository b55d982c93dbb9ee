import { Effect } from "effect";
import { UsageError } from "../failure/UsageError.ts";
import { isDay } from "./isDay.ts";

/** Demands a day of the calendar. Errors: `UsageError`, which names the flag. */
export const demandDay = (flag: string, value: string | undefined): Effect.Effect<void, UsageError> =>
  value === undefined || isDay(value)
    ? Effect.void
    : Effect.fail(
        new UsageError({
          message: `${flag} is "${value}"; expected a day as YYYY-MM-DD, for example 2020-05-01.`,
        }),
      );
