import { Argument } from "effect/cli";

/** The name of a schedule. */
export const nameArgument = Argument.String("name").pipe(
  Argument.withDescription("Name of the schedule, as `trialflow schedule list` shows it"),
);
