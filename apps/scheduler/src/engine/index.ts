import type { StepFailure } from "@trialflow/pipeline";
import { Effect, type Exit, Option } from "effect";
import type { WorkflowEngine } from "effect/workflow";
import { IngestRun } from "./ingestWorkflows.ts";
import type { RunEnd, RunPayload } from "./payloads.ts";

export { type EngineSettings, engineLayer } from "./engineLayer.ts";
export { ingestWorkflows } from "./ingestWorkflows.ts";

/** What the functions of this module need: the engine. */
export type EngineServices = WorkflowEngine.WorkflowEngine;

/** Executions that this process has handed to the engine: once is enough, the engine keeps them. */
const submitted = new Set<string>();

/** Hands a run to the engine. The same run again is the same run. */
export const submitRun = (payload: RunPayload): Effect.Effect<void, never, EngineServices> =>
  Effect.gen(function* () {
    const id = yield* IngestRun.executionId(payload);
    if (submitted.has(id)) return;
    yield* IngestRun.execute(payload, { discard: true });
    submitted.add(id);
  });

/** Tells how a run ended; null while the engine is at it, or has never heard of it. */
export const pollRun = (
  payload: RunPayload,
): Effect.Effect<Exit.Exit<RunEnd, StepFailure> | null, never, EngineServices> =>
  Effect.gen(function* () {
    const result = yield* IngestRun.poll(yield* IngestRun.executionId(payload));
    return Option.isSome(result) && result.value._tag === "Complete" ? result.value.exit : null;
  });

/** Tells the engine to stop a run. */
export const interruptRun = (payload: RunPayload): Effect.Effect<void, never, EngineServices> =>
  Effect.flatMap(IngestRun.executionId(payload), (id) => IngestRun.interrupt(id));
