import { type AcquiredFile, acquire, type ExtractError, type Sources } from "@trialflow/extract";
import { Effect } from "effect";
import { runStep } from "../ledger/runStep.ts";
import { report } from "../Progress.ts";

/**
 * Finds the files of a run. Downloads stand in the download folder; nothing is loaded yet.
 *
 * Not part of the step: a download may take minutes, a transaction must not.
 */
export const findFiles = (
  files: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<AcquiredFile>, ExtractError, Sources> => acquire({ files });

/** Writes into the ledger which files a run was given. */
export const acquireStep = (runId: string, found: ReadonlyArray<AcquiredFile>) =>
  Effect.gen(function* () {
    for (const { fallbackReason, path } of found) {
      if (fallbackReason !== undefined) {
        yield* report({ _tag: "Note", text: `Using the bundled sample ${path}: ${fallbackReason}` });
      }
    }
    const [, step] = yield* runStep<null, never, never>(
      {
        runId,
        name: "acquire",
        subject: found.length === 1 ? (found[0]?.fileName ?? "") : `${found.length} files`,
        role: "trialflow_loader",
      },
      Effect.succeed({
        value: null,
        status: "succeeded",
        rowsIn: found.length,
        rowsOut: found.length,
        rejected: 0,
        details: { files: found.map(({ uri, origin }) => ({ uri, origin })) },
        written: [],
        audit: null,
      }),
    );
    return step;
  });
