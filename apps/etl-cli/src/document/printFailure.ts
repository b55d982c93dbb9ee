import { Console, Effect } from "effect";
import { failureEntry } from "./failureEntry.ts";

/** Prints the one JSON document of a command that failed before it had a result; nothing where text was asked for. */
export const printFailure =
  (isJson: boolean) =>
  <A, E, R>(read: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.onError(read, (cause) =>
      isJson ? Console.log(JSON.stringify({ status: "failed", error: failureEntry(cause) }, null, 2)) : Effect.void,
    );
