import { PipelineError, parseTraceTarget, readTrialTrace } from "@trialflow/pipeline";
import { Console, Effect, Option, Result } from "effect";
import { printFailure } from "../document/printFailure.ts";
import { UsageError } from "../failure/UsageError.ts";
import { renderTrace } from "../render/renderTrace.ts";
import { findWarehouse } from "./findWarehouse.ts";
import { parseNctId } from "./parseNctId.ts";

const readTarget = (field: Option.Option<string>) =>
  Option.isNone(field)
    ? Effect.succeed(null)
    : Result.match(parseTraceTarget(field.value), {
        onFailure: (message) => Effect.fail(new UsageError({ message })),
        onSuccess: (target) => Effect.succeed(target),
      });

/** Prints where the values of a trial come from. */
export const traceProgram = (options: {
  readonly nctId: string;
  readonly field: Option.Option<string>;
  readonly load: Option.Option<number>;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const { isJson } = options;
    const nctId = yield* parseNctId(options.nctId);
    const target = yield* readTarget(options.field);
    const loadId = Option.getOrNull(options.load);
    if (loadId !== null && loadId < 1) {
      return yield* new UsageError({
        message: `--load is ${loadId}; expected the number of a load, from 1. trialflow sql "select load_id, file_name from ops.loads" lists them.`,
      });
    }
    const found = yield* findWarehouse(readTrialTrace({ nctId, target, loadId }));
    if (Option.isNone(found)) {
      return yield* new PipelineError({
        operation: "trace",
        reason: "UnknownTrial",
        isRetryable: false,
        message: `${nctId} is not here: nothing has been loaded yet. Load a file first: trialflow run --file export.csv`,
      });
    }
    yield* Console.log(isJson ? JSON.stringify(found.value, null, 2) : renderTrace(found.value));
  }).pipe(printFailure(options.isJson));
