import type { FireStatus } from "@trialflow/schema";

/** A scheduler is at it. */
export const statusesUnderWay = ["running", "cancelling"] as const satisfies ReadonlyArray<FireStatus>;

/** It ended without having done its work, and can go on from there. */
export const resumableStatuses = [
  "failed",
  "timed_out",
  "cancelled",
  "gate_failed",
] as const satisfies ReadonlyArray<FireStatus>;

/** It ended with its work done. */
export const doneStatuses = ["succeeded", "unchanged"] as const satisfies ReadonlyArray<FireStatus>;

/** How a fire that was begun can end. */
export const endStatuses = [...doneStatuses, ...resumableStatuses] as const;
export type FireEnd = (typeof endStatuses)[number];

/** Tells whether a fire has ended, or never begins. */
export const isOver = (status: FireStatus): boolean =>
  status === "skipped" || endStatuses.some((ended) => ended === status);
