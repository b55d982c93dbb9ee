import { adviseUnknownTrial, PipelineError, readTrialHistory } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../document/printFailure.ts";
import { renderHistory } from "../render/renderHistory.ts";
import { findWarehouse } from "./findWarehouse.ts";
import { parseNctId } from "./parseNctId.ts";

/** The versions of a trial, or what to check where there are none. */
const read = (nctId: string) =>
  Effect.gen(function* () {
    const versions = yield* readTrialHistory(nctId);
    return Option.isSome(versions) ? versions.value : yield* adviseUnknownTrial(nctId);
  });

/** Prints the versions of a trial. An unknown trial is a failure: whoever asks expects one. */
export const historyProgram = (options: { readonly nctId: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const nctId = yield* parseNctId(options.nctId);
    const found = Option.getOrElse(
      yield* findWarehouse(read(nctId)),
      () => "Nothing has been loaded yet. Load a file first: trialflow run --file export.csv",
    );
    if (typeof found === "string") {
      return yield* new PipelineError({
        operation: "history",
        reason: "UnknownTrial",
        isRetryable: false,
        message: `${nctId} was never published here. ${found}`,
      });
    }
    yield* Console.log(
      options.isJson ? JSON.stringify({ nctId, versions: found }, null, 2) : renderHistory(nctId, found),
    );
  }).pipe(printFailure(options.isJson));
