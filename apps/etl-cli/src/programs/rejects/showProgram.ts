import { PipelineError, readReject } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { renderRejectLife } from "../../render/renderRejectLife.ts";
import { findWarehouse } from "../findWarehouse.ts";

/** Prints one reject with its life. An unknown one is a failure: whoever asks expects one. */
export const showProgram = ({ rejectId, isJson }: { readonly rejectId: number; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    if (rejectId < 1) {
      return yield* new UsageError({ message: `"${rejectId}" is no number of a reject; expected 1 or more.` });
    }
    const found = Option.flatten(yield* findWarehouse(readReject(rejectId)));
    if (Option.isNone(found)) {
      return yield* new PipelineError({
        operation: "rejects.show",
        reason: "UnknownReject",
        isRetryable: false,
        message: `There is no reject ${rejectId}. \`trialflow rejects list --state all\` shows the numbers.`,
      });
    }
    yield* Console.log(isJson ? JSON.stringify(found.value, null, 2) : renderRejectLife(found.value));
  }).pipe(printFailure(isJson));
