import type { Suite } from "../suite.ts";
import { suite } from "../suite.ts";
import type { RejectLimit } from "./RejectLimit.ts";
import { rejectLimitCheck, type StagedContent } from "./rejectLimitCheck.ts";

const versionPart = (limit: RejectLimit): string =>
  `${limit.reason}=${"maxFailedCount" in limit ? limit.maxFailedCount : `${Number((limit.maxFailedShare * 100).toFixed(4))}%`}`;

/**
 * Adds the checks of an operator's limits to a suite. The limits are part of the suite's version (`1.0.0+unknown_country=10`): a verdict
 * under other limits does not stand.
 */
export const limitedSuite = (original: Suite, limits: ReadonlyArray<RejectLimit>, content: StagedContent): Suite =>
  limits.length === 0
    ? original
    : suite({
        ...original,
        version: `${original.version}+${limits.map(versionPart).join(",")}`,
        checks: [...original.checks, ...limits.map((limit) => rejectLimitCheck(limit, content))],
      });
