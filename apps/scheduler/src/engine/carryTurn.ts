import type { Database } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import {
  beatRuns,
  type Draft,
  FileOutcome,
  findFiles,
  type IngestFailure,
  keepRunResult,
  openCarriedRun,
  type Program,
  performRun,
  RunEngine,
  type RunEngineShape,
  readRunResults,
  StepFailure,
  statusOf,
  stepFailure,
  tellListeners,
} from "@trialflow/pipeline";
import { Deferred, Effect, type Exit, Ref, Schedule, Schema } from "effect";
import { carried } from "./carried.ts";
import { Draining } from "./Draining.ts";
import type { CarriedRun } from "./payloads.ts";
import type { Runner } from "./Runner.ts";
import { SourceDatabases } from "./SourceDatabases.ts";

/** How a turn of a run ended: the run is at its end, or the next turn has to go on with it. */
export type TurnEnd =
  | { readonly _tag: "Ended"; readonly exit: Exit.Exit<"succeeded" | "unchanged" | "gate_failed", StepFailure> }
  | { readonly _tag: "HandedOver" };

const handedOver: TurnEnd = { _tag: "HandedOver" };

const Kept = <A>(codec: Schema.Codec<A, unknown>) => Schema.toCodecJson(Schema.Struct({ value: codec }));

/**
 * The engine of a run within a turn. What is done stands in the ledger by its name and is not done again; one file is brought through its
 * steps, then the run is handed over.
 */
const makeEngine = (run: CarriedRun, handOver: Deferred.Deferred<void>) =>
  Effect.gen(function* () {
    const context = yield* Effect.context<Runner | SourceDatabases | Database>();
    const databases = yield* SourceDatabases;
    const draining = yield* Draining;
    const { runId } = run;
    // A run that was never opened has no results, and the ledger may not even know it.
    const done = yield* databases.on(run.database, readRunResults(runId));
    /** Stops here: the fiber of the run is interrupted. */
    const leave = Effect.andThen(Deferred.succeed(handOver, undefined), Effect.never);
    const keep = <A>(name: string, codec: Schema.Codec<A, unknown>, value: A) =>
      Effect.gen(function* () {
        const encoded = yield* Effect.orDie(Schema.encodeEffect(Kept(codec))({ value }));
        done.set(name, encoded);
        yield* carried(run, name, keepRunResult(runId, name, encoded));
      });
    const recall = <A>(name: string, codec: Schema.Codec<A, unknown>) =>
      Effect.map(Effect.orDie(Schema.decodeUnknownEffect(Kept(codec))(done.get(name))), ({ value }) => value);
    let hasPerformedFile = false;
    const engine: RunEngineShape = {
      once: <A, R>(name: string, codec: Schema.Codec<A, unknown>, work: Effect.Effect<A, IngestFailure, R>) =>
        Effect.gen(function* () {
          if (done.has(name)) return yield* recall(name, codec);
          if (draining.isBegun()) return yield* leave;
          const value = yield* carried(run, name, work);
          yield* keep(name, codec, value);
          return value;
        }).pipe(Effect.provideContext(context)) as Effect.Effect<A, IngestFailure, R>,
      file: (task, here, note) =>
        Effect.gen(function* () {
          const name = `${task.index}`;
          if (done.has(name)) {
            const { load, steps, checkRunId, published } = yield* recall(name, FileOutcome);
            yield* note((known) => ({
              loads: [...known.loads, load],
              steps: [...known.steps, ...steps],
              checkRunId: checkRunId ?? known.checkRunId,
              published: published ?? known.published,
            }));
            return yield* recall(name, FileOutcome);
          }
          if (hasPerformedFile) return yield* leave;
          const outcome = yield* here;
          hasPerformedFile = true;
          yield* keep(name, FileOutcome, outcome);
          return outcome;
        }).pipe(Effect.provideContext(context)),
    };
    return engine;
  });

/** Says every few seconds that somebody looks after a run. */
const beating = (run: CarriedRun) =>
  Effect.flatMap(SourceDatabases, (databases) =>
    Effect.ignore(databases.on(run.database, beatRuns([run.runId]))).pipe(
      Effect.repeat(Schedule.spaced("10 seconds")),
      Effect.forkScoped,
    ),
  );

/**
 * Carries a run on: its program begins anew, passes over what is done, and comes at most one file further. Any scheduler can do so, and two at
 * once do no harm: each step is performed once.
 */
export const carryTurn = (
  run: CarriedRun,
): Effect.Effect<TurnEnd, never, Database | Sources | Program | Runner | SourceDatabases | Draining> =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* beating(run);
      const handOver = yield* Deferred.make<void>();
      const { runId, source, files, extent, isInsertedIntoPast, schedule, scheduledAt } = run;
      const request = { source, files, extent, isInsertedIntoPast };
      const nothing: Draft = { runId, loads: [], steps: [], checkRunId: null, published: null };
      const program = Effect.gen(function* () {
        const engine = yield* carried(run, "recall", makeEngine(run, handOver));
        const draft = yield* Ref.make(nothing);
        yield* engine.once(
          `open/${run.resumedCount}`,
          Schema.Boolean,
          openCarriedRun({ runId, source, request: { ...request, schedule, scheduledAt } }).pipe(
            Effect.andThen(tellListeners("started", runId)),
            Effect.as(true),
          ),
        );
        yield* Effect.provideService(
          performRun({ request, runId, draft, findFiles: findFiles(files) }),
          RunEngine,
          engine,
        );
        return statusOf(yield* Ref.get(draft));
      }).pipe(Effect.mapError((error) => (error instanceof StepFailure ? error : stepFailure("run", error))));
      return yield* Effect.raceFirst(
        Effect.map(Effect.exit(program), (exit): TurnEnd => ({ _tag: "Ended", exit })),
        Effect.as(Deferred.await(handOver), handedOver),
      );
    }),
  ).pipe(Effect.withSpan("turn", { attributes: { runId: run.runId, schedule: run.schedule, source: run.source } }));
