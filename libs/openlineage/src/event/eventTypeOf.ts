import type { RunStatus } from "@trialflow/schema";
import type { EventType } from "./RunEvent.ts";

const eventTypes = {
  running: "RUNNING",
  succeeded: "COMPLETE",
  unchanged: "COMPLETE",
  failed: "FAIL",
  gate_failed: "FAIL",
  interrupted: "ABORT",
  crashed: "ABORT",
  cancelled: "ABORT",
} as const satisfies Readonly<Record<RunStatus, EventType>>;

/** Says how OpenLineage calls a status of the ledger: what ended by itself failed or is complete, what was ended is aborted. */
export const eventTypeOf = (status: RunStatus): EventType => eventTypes[status];
