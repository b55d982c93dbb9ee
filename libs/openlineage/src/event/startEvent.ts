import { ingestJob, runFacets } from "./describeRun.ts";
import { producer, runEventSchema } from "./facet.ts";
import type { LineageContext } from "./LineageContext.ts";
import type { RunEvent } from "./RunEvent.ts";

/** Tells that a run has begun. What it will read and write is not known yet. */
export const startEvent = (context: LineageContext): RunEvent => {
  const { run } = context.ledger;
  return {
    eventType: "START",
    eventTime: run.started_at.toISOString(),
    producer,
    schemaURL: runEventSchema,
    run: { runId: run.run_id, facets: runFacets(context) },
    job: ingestJob(context),
    inputs: [],
    outputs: [],
  };
};
