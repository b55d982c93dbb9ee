import { Data } from "effect";
import { gateAdvice } from "./gateAdvice.ts";

/** Fails a command because error-level checks failed: analytics is as it was. */
export class GateFailedError extends Data.TaggedError("GateFailedError")<{
  /** Names of the failed checks. */
  readonly failedChecks: ReadonlyArray<string>;
  /** What to do about rejects that exceed their limit; empty when none does. */
  readonly exceededLimits: ReadonlyArray<string>;
}> {
  override get message(): string {
    const { failedChecks, exceededLimits } = this;
    const count = failedChecks.length === 1 ? "1 check" : `${failedChecks.length} checks`;
    const advice = gateAdvice(failedChecks);
    return `The quality gate is closed: ${count} failed (${failedChecks.join(", ")}). Nothing was published, analytics is as it was.${exceededLimits.map((text) => ` ${text}`).join("")}${advice} ${advice === "" ? "Correct" : "Otherwise correct"} the data at its source and run again; the failing rows are in ops.check_failures.`;
  }
}
