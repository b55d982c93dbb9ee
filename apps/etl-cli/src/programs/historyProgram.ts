import { PipelineError, readTrialHistory, type TrialVersion } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../document/printFailure.ts";
import { UsageError } from "../failure/UsageError.ts";
import { renderHistory } from "../render/renderHistory.ts";
import { findWarehouse } from "./findWarehouse.ts";

/** Prints the versions of a trial. An unknown trial is a failure: whoever asks expects one. */
export const historyProgram = ({ nctId, isJson }: { readonly nctId: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    if (!/^NCT\d{8}$/.test(nctId)) {
      return yield* Effect.fail(
        new UsageError({
          message: `"${nctId}" is no trial number; expected NCT and eight digits, for example NCT04280705.`,
        }),
      );
    }
    const found = yield* findWarehouse(readTrialHistory(nctId));
    const versions: ReadonlyArray<TrialVersion> = Option.getOrElse(Option.flatten(found), () => []);
    if (versions.length === 0) {
      return yield* Effect.fail(
        new PipelineError({
          operation: "history",
          reason: "UnknownTrial",
          isRetryable: false,
          message: `${nctId} was never published here. Is the number right, and has its export been loaded? trialflow status shows what is there.`,
        }),
      );
    }
    yield* Console.log(isJson ? JSON.stringify({ nctId, versions }, null, 2) : renderHistory(nctId, versions));
  }).pipe(printFailure(isJson));
