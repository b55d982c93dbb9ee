import { Data } from "effect";
import { describeReason } from "./describeReason.ts";
import type { EmbeddedPostgresReason } from "./EmbeddedPostgresReason.ts";

/** Names the act of the embedded server that failed. */
export type EmbeddedPostgresOperation = "prepare" | "initialise" | "start" | "join" | "stop" | "status";

const retryable: ReadonlySet<EmbeddedPostgresReason["_tag"]> = new Set(["StartTimeout", "InUse", "ConnectionFailed"]);

/**
 * Reports that the embedded PostgreSQL server could not be prepared, started, joined or stopped.
 *
 * Errors   one tag, told apart by `reason._tag`; `isRetryable` is true where the same call may succeed later without any change
 */
export class EmbeddedPostgresError extends Data.TaggedError("EmbeddedPostgresError")<{
  readonly operation: EmbeddedPostgresOperation;
  readonly reason: EmbeddedPostgresReason;
  readonly cause?: unknown;
}> {
  override get message(): string {
    return describeReason(this.reason);
  }

  get isRetryable(): boolean {
    return retryable.has(this.reason._tag);
  }
}
