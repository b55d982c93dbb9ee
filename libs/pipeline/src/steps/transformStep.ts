import { writeInBulk } from "@trialflow/database";
import { decodeInWorkers, RULE_VERSION, stagedTables, stageLoad, type TransformError } from "@trialflow/transform";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { runStep } from "../ledger/runStep.ts";
import { moveSourceState, readSourceState } from "../ledger/sourceState.ts";
import { report } from "../Progress.ts";

const workerLost = ({ operation, message, isRetryable }: TransformError) =>
  new PipelineError({ operation, reason: "WorkerLost", message, isRetryable });

/** Decodes the loaded content into staging. Does nothing when staging has it already, decoded by the rules of this program. */
export const transformStep = (runId: string, source: string) =>
  runStep(
    { runId, name: "transform", subject: source, role: "trialflow_transformer" },
    Effect.gen(function* () {
      const state = yield* readSourceState(source);
      const loadId = state.loaded_load_id;
      if (loadId === null) {
        return yield* Effect.fail(
          new PipelineError({
            operation: "pipeline.transform",
            reason: "NotReady",
            message: "Nothing is loaded yet. Load a file first: trialflow load --file PATH",
            isRetryable: false,
          }),
        );
      }
      if (state.staged_load_id === loadId && state.staged_rule_version === RULE_VERSION) {
        return {
          value: null,
          status: "unchanged",
          rowsIn: 0,
          rowsOut: 0,
          rejected: 0,
          details: {},
          written: [],
          audit: null,
        };
      }
      const onRows = (rows: number, total: number) => report({ _tag: "RowsDone", step: "transform", rows, total });
      const staged = yield* writeInBulk(
        stagedTables,
        stageLoad({ runId, loadId, onRows }, decodeInWorkers).pipe(
          Effect.catchTag("TransformError", (error) => Effect.fail(workerLost(error))),
        ),
      );
      yield* moveSourceState(source, { staged_load_id: loadId, staged_rule_version: RULE_VERSION });
      return {
        value: staged,
        status: "succeeded",
        rowsIn: staged.records,
        rowsOut: staged.staged,
        rejected: staged.rejectedRecords,
        details: {
          load_id: loadId,
          rule_version: RULE_VERSION,
          rejected_fields: staged.rejectedFields,
          outdated: staged.outdated,
        },
        written: stagedTables,
        audit: { act: "transform", subject: `load ${loadId}`, contentHash: null },
      } as const;
    }),
  );
