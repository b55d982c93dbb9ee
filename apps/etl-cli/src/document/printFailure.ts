import { Console, Effect } from "effect";
import { type FailureEntry, failureEntry } from "./failureEntry.ts";

/** Gives the text of the JSON document of a command that has nothing but a failure to tell. */
export const failureDocument = (error: FailureEntry): string =>
  JSON.stringify({ status: error.tag === "Interrupted" ? "interrupted" : "failed", error }, null, 2);

/** Prints the one JSON document of a command that failed before it had a result; nothing where text was asked for. */
export const printFailure =
  (isJson: boolean) =>
  <A, E, R>(read: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.onError(read, (cause) => (isJson ? Console.log(failureDocument(failureEntry(cause))) : Effect.void));
