import { Data } from "effect";
import type { QualityReason } from "./QualityReason.ts";

/**
 * Reports that checking itself failed: no verdict exists.
 *
 * Errors   `reason` is tagged (`Effect.catchReason("QualityError", "CheckBroken", ...)`). Failures of the connection stay
 *          a `DatabaseError`.
 */
export class QualityError extends Data.TaggedError("QualityError")<{
  readonly operation: string;
  readonly reason: QualityReason;
  readonly cause?: unknown;
}> {
  override get message(): string {
    return this.reason.message;
  }

  /** True when the same operation may succeed later without anybody changing anything. */
  get isRetryable(): boolean {
    return this.reason.isRetryable;
  }
}
