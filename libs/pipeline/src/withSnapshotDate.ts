import type { AcquiredFile } from "@trialflow/extract";
import { Clock, Effect } from "effect";
import { PipelineError } from "./errors.ts";

const refuse = (message: string) =>
  Effect.fail(
    new PipelineError({ operation: "pipeline.acquire", reason: "SnapshotDate", message, isRetryable: false }),
  );

/** ClinicalTrials.gov went public in February 2000. */
const firstDay = "2000-01-01";
const dayMs = 24 * 60 * 60 * 1000;

/** Whoever writes eight digits with a year of this century means a date: to load the file as one without would hide the slip. */
const refuseMisspelt = (files: ReadonlyArray<AcquiredFile>) => {
  const file = files.find(({ snapshotDate, impossibleDate }) => snapshotDate === null && impossibleDate !== undefined);
  return file === undefined
    ? Effect.void
    : refuse(
        `The name of ${file.fileName} has ${file.impossibleDate}, which is no day of the calendar; expected a date as yyyyMMdd or yyyy-MM-dd. Nothing was loaded. Rename the file, or say its day with --snapshot-date YYYY-MM-DD.`,
      );
};

/** A date of the future would shut out every real snapshot until then. In the east it may be tomorrow already. */
const refuseImpossible = (files: ReadonlyArray<AcquiredFile>) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const lastDay = new Date(now + dayMs).toISOString().slice(0, 10);
    const file = files.find(({ snapshotDate: date }) => date !== null && (date < firstDay || date > lastDay));
    return file === undefined
      ? Effect.void
      : refuse(
          `The snapshot date of ${file.fileName} is ${file.snapshotDate}; expected a day from ${firstDay} to ${lastDay}. Nothing was loaded. Correct the date.`,
        );
  });

const dated = <File extends AcquiredFile>(
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

/**
 * Gives a date to the file of a run whose name has none, and sees that the dates of all files can be.
 *
 * Errors   {@link PipelineError} `SnapshotDate` for a date with several files, for a file whose name has another one or an impossible one, and
 *          for a day before 2000 or after tomorrow
 */
export const withSnapshotDate = <File extends AcquiredFile>(
  files: ReadonlyArray<File>,
  snapshotDate: string | undefined,
): Effect.Effect<ReadonlyArray<File>, PipelineError> =>
  Effect.tap(dated(files, snapshotDate), (found) => Effect.andThen(refuseMisspelt(found), refuseImpossible(found)));
