import type { Finding } from "@trialflow/database";
import { Data } from "effect";

/** Fails a verification: what was found is not what was written down. */
export class EvidenceBrokenError extends Data.TaggedError("EvidenceBrokenError")<{
  readonly findings: ReadonlyArray<Finding>;
  /** What the findings mean, and what to do. */
  readonly meaning: string;
}> {
  override get message(): string {
    const { findings, meaning } = this;
    const first = findings[0];
    const count = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
    return `${meaning} ${count}, the first: ${first?.kind} at ${first?.place}.`;
  }
}
