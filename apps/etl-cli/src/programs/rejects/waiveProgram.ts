import { defaultSource, waiveRejects } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { pipelineLayer } from "../../layers.ts";
import { renderWaiver } from "../../render/renderWaiver.ts";
import { parseSelection, type SelectionFlags } from "./parseSelection.ts";
import { requireWarehouse } from "./requireWarehouse.ts";

/** Waives rejects and prints which. Errors: `UsageError` without a reason or without a selection. */
export const waiveProgram = (
  command: SelectionFlags & { readonly because: Option.Option<string>; readonly isJson: boolean },
) =>
  Effect.gen(function* () {
    const selection = yield* parseSelection(command);
    const because = Option.getOrElse(command.because, () => "").trim();
    if (because === "") {
      return yield* new UsageError({
        message: 'A waiver needs a reason that others can read later; nothing was done. Add --because "TEXT".',
      });
    }
    if (selection.rejectIds.length === 0 && selection.reason === null) {
      return yield* new UsageError({
        message:
          "Which rejects? Nothing was done. Give their numbers or --reason CODE; `trialflow rejects list` shows both.",
      });
    }
    const report = yield* requireWarehouse(waiveRejects(defaultSource, selection, because)).pipe(
      Effect.provide(pipelineLayer("rejects waive")),
    );
    yield* Console.log(command.isJson ? JSON.stringify(report, null, 2) : renderWaiver(report));
  }).pipe(printFailure(command.isJson));
