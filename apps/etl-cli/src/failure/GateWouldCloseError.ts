import { Data } from "effect";
import { gateAdvice } from "./gateAdvice.ts";

/** Fails a plan whose quality gate would close: nothing was done, and it cannot be applied. */
export class GateWouldCloseError extends Data.TaggedError("GateWouldCloseError")<{
  readonly planId: number;
  /** Names of the checks that would fail. */
  readonly failedChecks: ReadonlyArray<string>;
}> {
  override get message(): string {
    const { planId, failedChecks } = this;
    const count = failedChecks.length === 1 ? "1 check" : `${failedChecks.length} checks`;
    const advice = gateAdvice(failedChecks);
    return `The quality gate would close: ${count} would fail (${failedChecks.join(", ")}). Nothing was done, and plan ${planId} cannot be applied.${advice} ${advice === "" ? "Correct" : "Otherwise correct"} the data at its source and plan again.`;
  }
}
