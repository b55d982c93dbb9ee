import { Argument, Flag } from "effect/cli";

/** `--reason`: rejects of one reason. */
export const reasonFlag = Flag.String("reason").pipe(
  Flag.withMetavar("CODE"),
  Flag.withDescription("Only rejects of this reason code, such as unknown_country"),
  Flag.optional,
);

/** `--load`: rejects of one load in the place of the present content. */
export const loadFlag = Flag.Int("load").pipe(
  Flag.withMetavar("ID"),
  Flag.withDescription("The rejects of the load with this number; without it those of the present content"),
  Flag.optional,
);

/** Numbers of rejects. */
export const rejectIds = Argument.Int("reject-id").pipe(
  Argument.withDescription("Numbers of rejects, as `trialflow rejects list` shows them"),
  Argument.variadic(),
);
