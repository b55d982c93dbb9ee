import type { CheckStatus, Verdict } from "@trialflow/schema";
import type { Check } from "../Check.ts";
import type { CheckResult } from "./SuiteReport.ts";

/** What a check counted or measured. */
export interface Counts {
  readonly checkedCount: number;
  readonly failedCount: number;
  readonly observed: number | null;
}

/** Gives the share of failed rows; nothing checked is nothing failed. */
export const failedShare = ({ checkedCount, failedCount }: Pick<Counts, "checkedCount" | "failedCount">): number =>
  checkedCount === 0 ? 0 : failedCount / checkedCount;

/**
 * Decides what a check's counts mean: nothing failed, or no more than a warning tolerates, has passed; an error that is within its
 * tolerance is a warning (dbt's `error_if` above, `warn_if` below), beyond it a failure.
 */
export const judge = (check: Pick<Check, "severity" | "tolerance">, counts: Counts): CheckStatus => {
  const { maxFailedCount, maxFailedShare } = check.tolerance;
  const limit = maxFailedCount ?? (maxFailedShare === undefined ? 0 : Number.POSITIVE_INFINITY);
  const isWithin = counts.failedCount <= limit && failedShare(counts) <= (maxFailedShare ?? 1);
  if (counts.failedCount === 0) return "passed";
  if (check.severity === "error") return isWithin ? "warned" : "failed";
  return isWithin ? "passed" : "warned";
};

/** Gives the verdict over all results: the worst of them. */
export const verdictOf = (results: ReadonlyArray<Pick<CheckResult, "status">>): Verdict => {
  const statuses = new Set(results.map((result) => result.status));
  return statuses.has("failed") ? "failed" : statuses.has("warned") ? "warned" : "passed";
};

/** Judges a measured number: no number counts as nothing checked, or as a failure where the rule says so. */
export const judgeMeasure = (
  rule: { readonly min: number | null; readonly max: number | null; readonly passesWithoutValue: boolean },
  observed: number | null,
): Counts => {
  if (observed === null) {
    return rule.passesWithoutValue
      ? { checkedCount: 0, failedCount: 0, observed }
      : { checkedCount: 1, failedCount: 1, observed };
  }
  const isWithin =
    observed >= (rule.min ?? Number.NEGATIVE_INFINITY) && observed <= (rule.max ?? Number.POSITIVE_INFINITY);
  return { checkedCount: 1, failedCount: isWithin ? 0 : 1, observed };
};
