import { Argument } from "effect/cli";

/** The number of a fire or a run. */
export const numberArgument = Argument.String("id").pipe(
  Argument.withDescription("Number of a fire or a run, as `trialflow runs list` shows it, or its first 8 characters"),
);
