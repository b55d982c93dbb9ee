import { countSchedulerConnections } from "@trialflow/operations";
import { Effect } from "effect";

/** Says when what was queued begins; in the same database. */
export const startNote = Effect.map(countSchedulerConnections, (connections) => ({
  isSchedulerSeen: connections > 0,
  note:
    connections > 0
      ? "A scheduler begins it as soon as its source is free."
      : "No scheduler seems to run on this database: it begins when one does (npx nx run scheduler:run).",
}));
