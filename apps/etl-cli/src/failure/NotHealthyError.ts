import { Data } from "effect";

/** Fails an examination in which something was found that has to be put right. */
export class NotHealthyError extends Data.TaggedError("NotHealthyError")<{
  /** Names of the checks that failed. */
  readonly failedChecks: ReadonlyArray<string>;
}> {
  override get message(): string {
    const { failedChecks } = this;
    const count = failedChecks.length === 1 ? "1 check" : `${failedChecks.length} checks`;
    return `${count} failed: ${failedChecks.join(", ")}. What to do stands with each.`;
  }
}
