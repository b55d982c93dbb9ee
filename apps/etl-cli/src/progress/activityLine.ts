import { formatCount, formatRows } from "../render/formatCount.ts";
import { formatDuration } from "../render/formatDuration.ts";
import { printable } from "../render/printable.ts";
import type { Activity } from "./Activity.ts";

const title = ({ label, subject, isStep }: Activity): string =>
  isStep ? `${label.padEnd(9)} ${printable(subject)}`.trimEnd() : label;

const perSecond = (rows: number, milliseconds: number): ReadonlyArray<string> =>
  rows > 0 && milliseconds >= 100 ? [`${formatCount(Math.round(rows / (milliseconds / 1000)))} rows/s`] : [];

/**
 * Describes work under way: step, rows, rate, time so far and, where the total is known, the time still needed at that rate.
 */
export const activityLine = (activity: Activity, now: number): string => {
  const { rows, total, startedAt } = activity;
  const elapsed = Math.max(0, now - startedAt);
  const isEstimable = total !== null && rows > 0 && rows < total && elapsed >= 1000;
  const parts = [
    title(activity),
    ...(rows === 0 ? [] : [total === null ? formatRows(rows) : `${formatCount(rows)} of ${formatRows(total)}`]),
    ...perSecond(rows, elapsed),
    formatDuration(elapsed),
    ...(isEstimable ? [`about ${formatDuration((elapsed / rows) * (total - rows))} left`] : []),
  ];
  return parts.join("  ");
};

/** Describes a finished step. */
export const finishedLine = (activity: Activity, durationMs: number): string =>
  [
    title(activity),
    ...(activity.rows === 0 ? [] : [formatRows(activity.rows)]),
    ...perSecond(activity.rows, durationMs),
    formatDuration(durationMs),
  ].join("  ");

/** Describes a step that ended before it was finished. */
export const abandonedLine = (activity: Activity, now: number): string =>
  `${title(activity)}  not finished  ${formatDuration(Math.max(0, now - activity.startedAt))}`;
