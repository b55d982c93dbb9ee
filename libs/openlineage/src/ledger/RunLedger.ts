import type { loads, runs, steps } from "@trialflow/schema";
import type { CheckResult } from "../dataset/checkedDatasets.ts";

export type Run = typeof runs.$inferSelect;
export type Step = typeof steps.$inferSelect;
export type Load = typeof loads.$inferSelect;

/** What the ledger knows of a run. */
export interface RunLedger {
  readonly run: Run;
  readonly source: string;
  /** In their order. */
  readonly steps: ReadonlyArray<Step>;
  /** The loads that the steps name. */
  readonly loads: ReadonlyMap<number, Load>;
  /** The results of the checks that the steps name, and of those that stand for the source. */
  readonly checks: ReadonlyMap<string, ReadonlyArray<CheckResult>>;
  /** The checks that stand for the source. */
  readonly standingCheckRunId: string | null;
  /** When the run was due, if a schedule of this database began it. */
  readonly scheduledAt: Date | null;
  /** Bytes on disk by `schema.table`. */
  readonly tableBytes: Readonly<Record<string, number>>;
}

/** Tells which source a run is about. */
export const sourceOf = ({ source, arguments: { source: asked } }: Run): string =>
  source ?? (typeof asked === "string" ? asked : "unknown");
