import { migrate } from "@trialflow/database";
import { defaultSource, Program, Progress, replayRejects } from "@trialflow/pipeline";
import { Cause, Console, Effect } from "effect";
import { failureEntry } from "../../document/failureEntry.ts";
import { printFailure } from "../../document/printFailure.ts";
import { gateFailure } from "../../document/RunOutcome.ts";
import { pipelineLayer } from "../../layers.ts";
import { withProgress } from "../../progress/withProgress.ts";
import { renderReplay } from "../../render/renderReplay.ts";
import { parseSelection, type SelectionFlags } from "./parseSelection.ts";

/** Reads rejects anew and prints what that gave. Errors: `GateFailedError`, after its report, when the gate is closed. */
export const replayProgram = (command: SelectionFlags & { readonly isDryRun: boolean; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const { isDryRun, isJson } = command;
    const report = yield* Effect.gen(function* () {
      const selection = yield* parseSelection(command);
      return yield* withProgress((tell) =>
        Effect.gen(function* () {
          yield* tell({ _tag: "Waiting", text: "opening the database" });
          const { version, osUser } = yield* Program;
          yield* migrate(version, osUser);
          return yield* replayRejects({ ...selection, source: defaultSource, isDryRun });
        }).pipe(Effect.provide(pipelineLayer("rejects replay")), Effect.provideService(Progress, tell)),
      );
    }).pipe(printFailure(isJson));
    const failure = report.status === "gate_failed" ? gateFailure(report) : null;
    const error = failure === null ? {} : { error: failureEntry(Cause.fail(failure)) };
    yield* Console.log(isJson ? JSON.stringify({ ...report, ...error }, null, 2) : renderReplay(report));
    if (failure !== null) return yield* failure;
  });
