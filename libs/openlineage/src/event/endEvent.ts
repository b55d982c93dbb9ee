import { checksOf } from "../ledger/dataOfSteps.ts";
import type { RunLedger } from "../ledger/RunLedger.ts";
import { datasetsOfRun } from "./datasetsOfRun.ts";
import { errorFacet, ingestJob, runFacets } from "./describeRun.ts";
import { eventTypeOf } from "./eventTypeOf.ts";
import { producer, runEventSchema } from "./facet.ts";
import { gateMessage } from "./gateMessage.ts";
import type { LineageContext } from "./LineageContext.ts";
import type { Facets, RunEvent } from "./RunEvent.ts";

const errorOf = (ledger: RunLedger): Facets => {
  const { run, steps } = ledger;
  if (run.error !== null) return errorFacet(run.error);
  const check = steps.findLast(({ status }) => status === "gate_failed");
  return run.status === "gate_failed" && check !== undefined ? errorFacet(gateMessage(checksOf(ledger, check))) : {};
};

/** Tells how a run ended, what it read and what it wrote. */
export const endEvent = (context: LineageContext): RunEvent => {
  const { ledger } = context;
  const { run } = ledger;
  return {
    eventType: eventTypeOf(run.status),
    eventTime: (run.finished_at ?? run.started_at).toISOString(),
    producer,
    schemaURL: runEventSchema,
    run: { runId: run.run_id, facets: { ...runFacets(context), ...errorOf(ledger) } },
    job: ingestJob(context),
    ...datasetsOfRun(context),
  };
};
