import { migrate } from "@trialflow/database";
import { defaultSource, Program, Progress, replayRejects } from "@trialflow/pipeline";
import { Console, Effect } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { gateFailure } from "../../document/RunOutcome.ts";
import { pipelineLayer } from "../../layers.ts";
import { withProgress } from "../../progress/withProgress.ts";
import { renderReplay } from "../../render/renderReplay.ts";
import { parseSelection, type SelectionFlags } from "./parseSelection.ts";

/** Reads rejects anew and prints what that gave. Errors: `GateFailedError`, after its report, when the gate is closed. */
export const replayProgram = (command: SelectionFlags & { readonly isDryRun: boolean; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const selection = yield* parseSelection(command);
    const { isDryRun, isJson } = command;
    const report = yield* withProgress((tell) =>
      Effect.gen(function* () {
        yield* tell({ _tag: "Waiting", text: "opening the database" });
        const { version, osUser } = yield* Program;
        yield* migrate(version, osUser);
        return yield* replayRejects({ ...selection, source: defaultSource, isDryRun });
      }).pipe(Effect.provide(pipelineLayer("rejects replay")), Effect.provideService(Progress, tell)),
    );
    yield* Console.log(isJson ? JSON.stringify(report, null, 2) : renderReplay(report));
    if (report.status === "gate_failed") return yield* gateFailure(report);
  }).pipe(printFailure(command.isJson));
