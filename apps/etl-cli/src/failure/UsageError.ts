import { Data } from "effect";

/** Fails a command that was given in a way in which it cannot be carried out. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}
