import type { IngestRequest } from "@trialflow/pipeline";
import { Option } from "effect";
import { Flag } from "effect/cli";

/** Which files, and what they are: the flags of each command that loads. */
export const fileFlags = {
  files: Flag.String("file").pipe(
    Flag.withAlias("f"),
    Flag.withMetavar("PATH"),
    Flag.withDescription(
      "A file or a quoted pattern; may be repeated. Without it: the inbox, else Kaggle, else the bundled sample",
    ),
    Flag.atLeast(0),
    // None is fine: without a default the help would call the flag mandatory.
    Flag.withDefault<ReadonlyArray<string>>([]),
  ),
  snapshotDate: Flag.String("snapshot-date").pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription(
      "Day of the snapshot as YYYY-MM-DD, for one file whose name has none; without any date the file's own time counts",
    ),
    Flag.optional,
  ),
  isIncrement: Flag.Boolean("increment").pipe(
    Flag.withDescription("The files state only some of the trials; those that they lack stay as they are"),
    Flag.withDefault(false),
  ),
  isInsertedIntoPast: Flag.Boolean("insert-into-past").pipe(
    Flag.withDescription(
      "Accept a snapshot that is older than what is published and put it into the history where its date belongs",
    ),
    Flag.withDefault(false),
  ),
};

/** What these flags ask the pipeline for. */
export const ingestOptions = (parsed: {
  readonly files: ReadonlyArray<string>;
  readonly snapshotDate: Option.Option<string>;
  readonly isIncrement: boolean;
  readonly isInsertedIntoPast: boolean;
}): Omit<IngestRequest, "source"> => ({
  files: parsed.files,
  ...(Option.isSome(parsed.snapshotDate) ? { snapshotDate: parsed.snapshotDate.value } : {}),
  extent: parsed.isIncrement ? "increment" : "snapshot",
  isInsertedIntoPast: parsed.isInsertedIntoPast,
});
