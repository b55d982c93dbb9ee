import { type AcquiredFile, acquire } from "@trialflow/extract";
import { Effect } from "effect";
import { runStep } from "../ledger/runStep.ts";
import { report } from "../Progress.ts";

/** Finds the files of a run. Downloads stand in the download folder; nothing is loaded yet. */
export const acquireStep = (runId: string, files: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    // Outside the step's transaction: a download may take minutes, a transaction must not.
    const found = yield* acquire({ files });
    for (const { fallbackReason, path } of found) {
      if (fallbackReason !== undefined) {
        yield* report({ _tag: "Note", text: `Using the bundled sample ${path}: ${fallbackReason}` });
      }
    }
    return yield* runStep<ReadonlyArray<AcquiredFile>, never, never>(
      {
        runId,
        name: "acquire",
        subject: found.length === 1 ? (found[0]?.fileName ?? "") : `${found.length} files`,
        role: "trialflow_loader",
      },
      Effect.succeed({
        value: found,
        status: "succeeded",
        rowsIn: found.length,
        rowsOut: found.length,
        rejected: 0,
        details: { files: found.map(({ uri, origin }) => ({ uri, origin })) },
        written: [],
        audit: null,
      }),
    );
  });
