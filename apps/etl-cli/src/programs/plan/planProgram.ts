import { migrate } from "@trialflow/database";
import {
  defaultSource,
  type PlanRequest,
  Program,
  Progress,
  type ProgressEvent,
  planIngest,
} from "@trialflow/pipeline";
import { Console, Effect, Ref } from "effect";
import { describePlan, PlanDocument } from "../../document/PlanDocument.ts";
import { printDocument } from "../../document/printDocument.ts";
import { printFailure } from "../../document/printFailure.ts";
import { GateWouldCloseError } from "../../failure/GateWouldCloseError.ts";
import { pipelineLayer } from "../../layers.ts";
import { withProgress } from "../../progress/withProgress.ts";
import { renderPlan } from "../../render/renderPlan.ts";
import { demandDay } from "../demandDay.ts";

/**
 * Plans a run and prints the plan.
 *
 * Errors   {@link GateWouldCloseError}, after the plan, when the gate would close; whatever would stop the run
 */
export const planProgram = (command: { readonly request: Omit<PlanRequest, "source">; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const { request, isJson } = command;
    yield* demandDay("--snapshot-date", request.snapshotDate).pipe(printFailure(isJson));
    const notes = yield* Ref.make<ReadonlyArray<string>>([]);
    const plan = yield* withProgress((tell) => {
      const listen = (event: ProgressEvent) =>
        event._tag === "Note"
          ? Effect.andThen(
              Ref.update(notes, (told) => [...told, event.text]),
              tell(event),
            )
          : tell(event);
      return Effect.gen(function* () {
        yield* tell({ _tag: "Waiting", text: "opening the database" });
        const { version, osUser } = yield* Program;
        yield* migrate(version, osUser);
        yield* tell({ _tag: "Waiting", text: "finding files" });
        return yield* planIngest({ source: defaultSource, ...request });
      }).pipe(Effect.provide(pipelineLayer("plan")), Effect.provideService(Progress, listen));
    }).pipe(printFailure(isJson));
    yield* isJson
      ? printDocument(PlanDocument, describePlan(plan))
      : Console.log(renderPlan(plan, yield* Ref.get(notes)));
    if (plan.is_applicable) return;
    const failed = plan.outcome.brokenChecks.filter(({ status }) => status === "failed");
    return yield* new GateWouldCloseError({
      planId: plan.plan_id,
      failedChecks: failed.map(({ name }) => name),
    });
  });
