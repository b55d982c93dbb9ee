import type { CheckSeverity, CheckStatus, Verdict } from "@trialflow/schema";
import type { Tolerance } from "../Check.ts";

/** A value of JSON. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json };

/** One failing row: the values that identify it and those that are wrong, by the columns' names. */
export interface FailingRow {
  readonly key: { readonly [column: string]: Json };
  readonly values: { readonly [column: string]: Json };
}

/** How one check ended. */
export interface CheckResult {
  readonly name: string;
  readonly table: string;
  readonly kind: string;
  readonly severity: CheckSeverity;
  readonly status: CheckStatus;
  readonly description: string;
  /** Rows (or keys) checked; for a check that measures one number, 1, and 0 when there was nothing to measure. */
  readonly checkedCount: number;
  /** All that failed, however few of them are in the sample. */
  readonly failedCount: number;
  /** Failed over checked, 0 to 1. */
  readonly share: number;
  readonly tolerance: Tolerance;
  /** The number that a measuring check found, null for others. */
  readonly observed: number | null;
  readonly sample: ReadonlyArray<FailingRow>;
  /** Time of the check's own statements; checks that were counted in one scan share its time equally. */
  readonly durationMs: number;
}

/** What a suite found, as plain JSON. Grain: one per execution of a suite. */
export interface SuiteReport {
  readonly checkRunId: string;
  readonly runId: string | null;
  readonly loadId: number | null;
  readonly suite: string;
  readonly suiteVersion: string;
  /** `failed`: a check of severity error is broken; `warned`: only checks of severity warn are. */
  readonly verdict: Verdict;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** In the order of the suite. */
  readonly results: ReadonlyArray<CheckResult>;
}
