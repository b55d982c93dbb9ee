import type { CheckResult } from "../report/SuiteReport.ts";
import { limitText } from "./RejectLimit.ts";
import { limitedReason } from "./rejectLimitCheck.ts";

const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;

/** Says for each reason whose rejects exceed their limit by how much and what can be done: one sentence or more each. */
export const describeExceededLimits = (
  results: ReadonlyArray<Pick<CheckResult, "name" | "status" | "failedCount" | "share" | "tolerance">>,
): ReadonlyArray<string> =>
  results.flatMap(({ name, status, failedCount, share, tolerance }) => {
    const reason = limitedReason(name);
    if (reason === null || status !== "failed") return [];
    const { maxFailedCount, maxFailedShare = 0 } = tolerance;
    const limit = maxFailedCount === undefined ? { reason, maxFailedShare } : { reason, maxFailedCount };
    return [
      `${failedCount} trials (${percent(share)}) have rejects of reason ${reason}, more than the limit of ${limitText(limit)}. Look at them with \`trialflow rejects list --reason ${reason}\`; then have the source or the rules corrected, waive them with \`trialflow rejects waive --reason ${reason} --because "TEXT"\`, or raise the limit in TRIALFLOW_QUALITY_REJECT_LIMITS.`,
    ];
  });
