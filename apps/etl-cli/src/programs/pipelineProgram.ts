import { migrate } from "@trialflow/database";
import {
  applyPlan,
  defaultSource,
  type IngestRequest,
  ingest,
  Program,
  Progress,
  type ProgressEvent,
} from "@trialflow/pipeline";
import { Console, Effect, Exit, Ref } from "effect";
import { describeRun } from "../document/describeRun.ts";
import { printDocument } from "../document/printDocument.ts";
import { RunDocument } from "../document/RunDocument.ts";
import { gateFailure, runOutcome } from "../document/RunOutcome.ts";
import { UsageError } from "../failure/UsageError.ts";
import { pipelineLayer } from "../layers.ts";
import type { CommandEvent } from "../progress/Activity.ts";
import { withProgress } from "../progress/withProgress.ts";
import { renderSummary } from "../render/renderSummary.ts";
import type { Whereabouts } from "../render/Whereabouts.ts";
import { demandDay } from "./demandDay.ts";
import { readWhereabouts } from "./readWhereabouts.ts";

/** A command that runs steps of the pipeline. */
export interface PipelineCommand {
  readonly name: string;
  readonly request: Omit<IngestRequest, "source">;
  /** The plan that is to be applied in the place of a request. */
  readonly planId?: number;
  readonly isJson: boolean;
}

/** A plan says by itself which files it is about. */
const demandNoFiles = ({ files, snapshotDate, extent, isInsertedIntoPast }: PipelineCommand["request"]) =>
  files.length > 0 || snapshotDate !== undefined || extent === "increment" || isInsertedIntoPast === true
    ? Effect.fail(
        new UsageError({
          message:
            "--plan was given together with a flag about files; expected --plan alone, since the plan has its files and what they are. To load other files, leave --plan out.",
        }),
      )
    : Effect.void;

/**
 * Migrates the database if need be, runs steps of the pipeline with progress on standard error, and prints the summary or the
 * JSON document on standard output.
 *
 * Errors   {@link GateFailedError} after a report whose gate is closed; whatever stopped the pipeline, after its document
 */
export const pipelineProgram = ({ name, request, planId, isJson }: PipelineCommand) =>
  Effect.gen(function* () {
    const { steps, snapshotDate } = request;
    yield* Effect.andThen(
      demandDay("--snapshot-date", snapshotDate),
      planId === undefined ? Effect.void : demandNoFiles(request),
    ).pipe(
      Effect.onError((cause) =>
        isJson ? printDocument(RunDocument, describeRun(runOutcome(Exit.failCause(cause)))) : Effect.void,
      ),
    );
    const notes = yield* Ref.make<ReadonlyArray<string>>([]);
    const whereabouts = yield* Ref.make<Whereabouts | null>(null);

    const work = (tell: (event: CommandEvent) => Effect.Effect<void>) => {
      const listen = (event: ProgressEvent) =>
        event._tag === "Note"
          ? Effect.andThen(
              Ref.update(notes, (told) => [...told, event.text]),
              tell(event),
            )
          : tell(event);
      return Effect.gen(function* () {
        const { version, osUser } = yield* Program;
        yield* Ref.set(whereabouts, yield* readWhereabouts);
        const { appliedCount } = yield* migrate(version, osUser);
        if (appliedCount > 0) yield* tell({ _tag: "Note", text: `Prepared the database: ${appliedCount} migrations.` });
        if (steps === undefined || steps.includes("load")) yield* tell({ _tag: "Waiting", text: "finding files" });
        if (planId !== undefined) return yield* applyPlan(planId);
        return yield* ingest({ source: defaultSource, ...request });
      }).pipe(Effect.provide(pipelineLayer(name)), Effect.provideService(Progress, listen));
    };

    const report = yield* withProgress((tell) =>
      Effect.andThen(tell({ _tag: "Waiting", text: "opening the database" }), work(tell)),
    ).pipe(
      Effect.onExit((exit) =>
        Effect.gen(function* () {
          const outcome = runOutcome(exit);
          if (isJson) return yield* printDocument(RunDocument, describeRun(outcome));
          if (outcome.report === null) return;
          yield* Console.log(
            renderSummary(outcome.report, {
              command: name,
              whereabouts: yield* Ref.get(whereabouts),
              notes: yield* Ref.get(notes),
              failure: outcome.failure,
            }),
          );
        }),
      ),
    );
    if (report.status === "gate_failed") return yield* gateFailure(report);
  });
