import { Effect } from "effect";
import { UsageError } from "../failure/UsageError.ts";

/** Demands that `--limit` leaves something to show. */
export const demandLimit = (limit: number): Effect.Effect<void, UsageError> =>
  limit >= 1 ? Effect.void : Effect.fail(new UsageError({ message: `--limit is ${limit}; expected 1 or more.` }));
