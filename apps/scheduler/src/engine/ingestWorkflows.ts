import type { Database } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import {
  type Draft,
  FileOutcome,
  findFiles,
  type IngestFailure,
  openCarriedRun,
  type Program,
  performFile,
  performRun,
  RunEngine,
  type RunEngineShape,
  StepFailure,
  statusOf,
  stepFailure,
} from "@trialflow/pipeline";
import { Effect, Layer, Ref, Schema } from "effect";
import { Activity, Workflow, type WorkflowEngine } from "effect/workflow";
import { carried } from "./carried.ts";
import { type CarriedRunRef, FilePayload, RunEnd, RunPayload } from "./payloads.ts";
import type { Runner } from "./Runner.ts";
import type { SourceDatabases } from "./SourceDatabases.ts";

const keyOf = ({ runId, resumedCount }: CarriedRunRef) => `${runId}/${resumedCount}`;

/** A run as a program that survives its process: its steps are activities, its files are workflows of their own. */
export const IngestRun = Workflow.make("IngestRun", {
  payload: RunPayload,
  success: RunEnd,
  error: StepFailure,
  idempotencyKey: ({ ref }) => keyOf(ref),
});

/** One file of a run. It has a place of its own among the schedulers: the files of a run are spread over them. */
export const IngestFile = Workflow.make("IngestFile", {
  payload: FilePayload,
  success: FileOutcome,
  error: StepFailure,
  idempotencyKey: ({ ref, task }) => `${keyOf(ref)}/${task.index}`,
});

type World = Database | Sources | Program | Runner | SourceDatabases;

/** The engine of a run within a workflow: a step is an activity, a file a child. */
const makeEngine = (ref: CarriedRunRef) =>
  Effect.map(
    Effect.context<WorkflowEngine.WorkflowEngine | WorkflowEngine.WorkflowInstance | Runner | SourceDatabases>(),
    (context): RunEngineShape => ({
      once: <A, R>(name: string, result: Schema.Codec<A, unknown>, work: Effect.Effect<A, IngestFailure, R>) =>
        Activity.make({ name, success: result, error: StepFailure, execute: carried(ref, name, work) }).pipe(
          Effect.provideContext(context),
        ) as Effect.Effect<A, IngestFailure, R>,
      file: (task, _here, note) =>
        IngestFile.execute({ ref, task }).pipe(
          Effect.tap(({ load, steps, checkRunId, published }) =>
            note((done) => ({
              loads: [...done.loads, load],
              steps: [...done.steps, ...steps],
              checkRunId: checkRunId ?? done.checkRunId,
              published: published ?? done.published,
            })),
          ),
          Effect.provideContext(context),
        ),
    }),
  );

const nothing = (runId: string): Draft => ({ runId, loads: [], steps: [], checkRunId: null, published: null });

/** What fails between the steps, such as a wrong date, fails the run as a step does. */
const asStepFailure = <A, R>(place: string, effect: Effect.Effect<A, IngestFailure, R>) =>
  Effect.mapError(effect, (error) => stepFailure(place, error));

const ingestRun = IngestRun.toLayer(
  Effect.fnUntraced(function* ({ ref, schedule, scheduledAt, ...request }) {
    const engine = yield* makeEngine(ref);
    const draft = yield* Ref.make(nothing(ref.runId));
    const { source } = request;
    const run = Effect.gen(function* () {
      yield* engine.once(
        "open",
        Schema.Void,
        openCarriedRun({ runId: ref.runId, source, request: { ...request, schedule, scheduledAt } }),
      );
      yield* performRun({ request, runId: ref.runId, draft, findFiles: findFiles(request.files) });
      return { status: statusOf(yield* Ref.get(draft)) };
    });
    return yield* asStepFailure("run", Effect.provideService(run, RunEngine, engine));
  }),
);

const ingestFile = IngestFile.toLayer(
  Effect.fnUntraced(function* ({ ref, task }) {
    const engine = yield* makeEngine(ref);
    const file = Effect.provideService(
      performFile(task, () => Effect.void),
      RunEngine,
      engine,
    );
    return yield* asStepFailure(`${task.index}`, file);
  }),
);

/** Makes an engine able to carry runs. */
export const ingestWorkflows: Layer.Layer<never, never, WorkflowEngine.WorkflowEngine | World> = Layer.mergeAll(
  ingestRun,
  ingestFile,
);
