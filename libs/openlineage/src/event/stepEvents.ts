import { checksOf } from "../ledger/dataOfSteps.ts";
import type { Step } from "../ledger/RunLedger.ts";
import { datasetsOfStep } from "./datasetsOfStep.ts";
import { errorFacet, ingestJob, runFacets, stepJob } from "./describeRun.ts";
import { eventTypeOf } from "./eventTypeOf.ts";
import { facet, producer, runEventSchema } from "./facet.ts";
import { gateMessage } from "./gateMessage.ts";
import type { LineageContext } from "./LineageContext.ts";
import type { Facets, RunEvent } from "./RunEvent.ts";
import { runIdOfStep } from "./runIdOfStep.ts";

const parentFacet = (context: LineageContext): Facets => {
  const { namespace, name } = ingestJob(context);
  return facet("parent", { run: { runId: context.ledger.run.run_id }, job: { namespace, name } });
};

const eventsOf = (context: LineageContext, step: Step): ReadonlyArray<RunEvent> => {
  const { ledger } = context;
  const runId = runIdOfStep(ledger.run.run_id, step.ordinal);
  const facets = { ...runFacets(context), ...parentFacet(context) };
  const common = { producer, schemaURL: runEventSchema, job: stepJob(context, step.name) };
  const endedAt = new Date(step.started_at.getTime() + step.duration_ms);
  const error = step.status === "gate_failed" ? errorFacet(gateMessage(checksOf(ledger, step))) : {};
  return [
    {
      eventType: "START",
      eventTime: step.started_at.toISOString(),
      ...common,
      run: { runId, facets },
      inputs: [],
      outputs: [],
    },
    {
      eventType: eventTypeOf(step.status),
      eventTime: endedAt.toISOString(),
      ...common,
      run: { runId, facets: { ...facets, ...error } },
      ...datasetsOfStep(context, step),
    },
  ];
};

/** Tells of the steps that a run has committed, each as a run of its own whose parent is the run. */
export const stepEvents = (context: LineageContext): ReadonlyArray<RunEvent> =>
  context.ledger.steps.filter(({ name }) => name !== "acquire").flatMap((step) => eventsOf(context, step));
