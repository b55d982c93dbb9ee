import type { BackfillReport } from "@trialflow/operations";
import { formatCount } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { renderFires } from "./renderFires.ts";

const mostShown = 20;

const fires = (count: number) => `${formatCount(count)} ${count === 1 ? "fire" : "fires"}`;

/** Renders what a backfill queued and what it left out. */
export const renderBackfill = (
  { schedule, queued, leftOut }: BackfillReport & { readonly schedule: string },
  note: string,
): string => {
  const [first, last] = [queued[0], queued.at(-1)];
  return [
    first === undefined || last === undefined
      ? `Queued nothing of "${schedule}".`
      : `Queued ${fires(queued.length)} of "${schedule}", from ${formatMoment(first.scheduledAt)} to ${formatMoment(last.scheduledAt)}, the oldest first. ${note}`,
    ...(leftOut.length === 0
      ? []
      : [
          "",
          `Left out, because it is done, waits or is under way (--again fires once more for what is done):`,
          ...renderFires(leftOut.slice(0, mostShown)).map((line) => `  ${line}`),
          ...(leftOut.length > mostShown ? [`  and ${formatCount(leftOut.length - mostShown)} more`] : []),
        ]),
  ].join("\n");
};
