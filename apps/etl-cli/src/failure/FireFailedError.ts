import type { Fire } from "@trialflow/operations";
import { Data } from "effect";

/** Fails a command that waited for a fire which did not do its work. */
export class FireFailedError extends Data.TaggedError("FireFailedError")<{ readonly fire: Fire }> {
  get reason(): "GateFailed" | "Failed" {
    return this.fire.status === "gate_failed" ? "GateFailed" : "Failed";
  }
  override get message(): string {
    const { fireId, schedule, status, reason } = this.fire;
    const because = reason === null ? "" : `: ${reason}`;
    return `Fire ${fireId} of "${schedule}" ended as ${status.replace("_", " ")}${because}. See it with \`trialflow runs show ${fireId.slice(0, 8)}\`; go on with \`trialflow runs resume ${fireId.slice(0, 8)}\`.`;
  }
}
