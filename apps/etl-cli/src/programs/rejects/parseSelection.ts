import type { RejectSelection } from "@trialflow/pipeline";
import { Effect, Option } from "effect";
import { UsageError } from "../../failure/UsageError.ts";

/** What a command says about the rejects it means. */
export interface SelectionFlags {
  readonly rejectIds: ReadonlyArray<number>;
  readonly reason: Option.Option<string>;
  readonly load?: Option.Option<number>;
}

const usage = (message: string) => Effect.fail(new UsageError({ message }));

/** Reads a selection. Errors: `UsageError` for numbers together with a filter, and for a number that is none. */
export const parseSelection = ({
  rejectIds,
  reason,
  load = Option.none(),
}: SelectionFlags): Effect.Effect<RejectSelection, UsageError> => {
  const wrong = rejectIds.find((id) => id < 1);
  if (wrong !== undefined) return usage(`"${wrong}" is no number of a reject; expected 1 or more.`);
  if (rejectIds.length > 0 && (Option.isSome(reason) || Option.isSome(load))) {
    return usage("Give either numbers of rejects or --reason and --load, not both: which of them is meant?");
  }
  return Effect.succeed({
    rejectIds: [...new Set(rejectIds)],
    reason: Option.getOrNull(reason),
    loadId: Option.getOrNull(load),
  });
};
