import { Data } from "effect";
import type { AcquireReason } from "./acquire/AcquireReason.ts";
import type { ArchiveReason } from "./archive/ArchiveReason.ts";
import type { ExportReason } from "./export/ExportReason.ts";
import type { ReadReason } from "./read/ReadReason.ts";

/**
 * What every reason of an `ExtractError` says of itself: its tag, a text for people, and whether trying again may help.
 * A reason is a `Data.TaggedClass` with getters `message` and `isRetryable`; each area declares its own beside its code.
 */
export interface ExtractReasonShape {
  readonly _tag: string;
  /** What was found, what was expected and what to do next. */
  readonly message: string;
  readonly isRetryable: boolean;
}

/** All reasons for which extraction can fail: one union per area, added here so that `Effect.catchReason` knows each tag. */
export type ExtractReason = ArchiveReason | ReadReason | AcquireReason | ExportReason;

/**
 * Reports an expected failure of extraction: a source, an archive or a file that cannot be used as it is.
 *
 * Errors   `operation` names the step (`extract.archiveFile`), `reason` is tagged (`Effect.catchReason("ExtractError", "EmptyFile", ...)`).
 *          Row-level problems are never errors: they are rejected rows in the stream.
 */
export class ExtractError extends Data.TaggedError("ExtractError")<{
  readonly operation: string;
  readonly reason: ExtractReason;
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
