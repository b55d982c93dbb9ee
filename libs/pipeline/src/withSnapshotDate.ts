import type { AcquiredFile } from "@trialflow/extract";
import { Effect } from "effect";
import { PipelineError } from "./errors.ts";

const refuse = (message: string) =>
  Effect.fail(
    new PipelineError({ operation: "pipeline.acquire", reason: "SnapshotDate", message, isRetryable: false }),
  );

/**
 * Gives a date to the file of a run whose name has none.
 *
 * Errors   {@link PipelineError} `SnapshotDate` for several files, and for a file whose name has another date
 */
export const withSnapshotDate = <File extends AcquiredFile>(
  files: ReadonlyArray<File>,
  snapshotDate: string | undefined,
): Effect.Effect<ReadonlyArray<File>, PipelineError> => {
  if (snapshotDate === undefined) return Effect.succeed(files);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) {
    return refuse(
      `A snapshot date was given (${snapshotDate}) for ${files.length} files; it is expected with one file. Load the files one by one, or put the date into each name (20200501 or 2020-05-01).`,
    );
  }
  if (file.snapshotDate !== null && file.snapshotDate !== snapshotDate) {
    return refuse(
      `The snapshot date ${snapshotDate} was given, but the name of ${file.fileName} says ${file.snapshotDate}. Leave the date out, or rename the file.`,
    );
  }
  return Effect.succeed([{ ...file, snapshotDate }]);
};
