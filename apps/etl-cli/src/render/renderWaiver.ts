import type { WaiveReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { renderRejectRows } from "./renderRejectList.ts";

const mostShown = 20;

const rejects = (count: number): string => `${formatCount(count)} ${count === 1 ? "reject" : "rejects"}`;

/** Renders what a waiver did. */
export const renderWaiver = ({ runId, waived, alreadyWaived, settled }: WaiveReport): string =>
  [
    runId === null ? "Nothing was open: nothing was waived." : `Waived ${rejects(waived.length)} (run ${runId}).`,
    ...(waived.length === 0 ? [] : renderRejectRows(waived.slice(0, mostShown))),
    ...(waived.length > mostShown ? [`and ${formatCount(waived.length - mostShown)} more`] : []),
    ...(alreadyWaived.length === 0
      ? []
      : [`${rejects(alreadyWaived.length)} waived before: the reason given then stands.`]),
    ...(settled.length === 0 ? [] : [`${rejects(settled.length)} resolved or superseded: nothing to waive.`]),
    ...(runId === null
      ? []
      : ["They count against no limit any more: `npx trialflow check`, then `npx trialflow publish`."]),
  ].join("\n");
