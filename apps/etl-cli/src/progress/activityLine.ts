import { cutToWidth, displayWidth } from "../render/displayWidth.ts";
import { formatCount, formatRows } from "../render/formatCount.ts";
import { formatDuration } from "../render/formatDuration.ts";
import { printable } from "../render/printable.ts";
import type { Activity } from "./Activity.ts";

const gap = "  ";
/** The longest step name is `transform`. */
const labelWidth = 9;
const narrowestSubject = 8;

/** Joins a title and figures; where the width is short, the subject is cut and not the figures. */
const compose = ({ label, subject, isStep }: Activity, figures: ReadonlyArray<string>, width: number): string => {
  const rest = figures.map((figure) => gap + figure).join("");
  const begin = isStep ? label.padEnd(labelWidth) : label;
  const left = width - displayWidth(begin) - 1 - displayWidth(rest);
  const shown = subject === "" ? "" : ` ${cutToWidth(printable(subject), Math.max(left, narrowestSubject))}`;
  return cutToWidth(begin + shown + rest, width);
};

const rateOf = (rows: number, milliseconds: number): ReadonlyArray<string> =>
  rows > 0 && milliseconds >= 100 ? [`${formatCount(Math.round(rows / (milliseconds / 1000)))} rows/s`] : [];

/** Milliseconds until all rows are done, at the rate so far; null where nobody can know. */
const timeLeft = ({ rows, total, startedAt, countedAt }: Activity, now: number): number | null => {
  const spent = countedAt - startedAt;
  if (total === null || rows === 0 || rows >= total || spent < 1000) return null;
  return Math.max(0, (spent / rows) * (total - rows) - (now - countedAt));
};

/**
 * Describes work under way: step, rows, rate, time so far and, where the total is known, the time still needed at that rate.
 */
export const activityLine = (activity: Activity, now: number, width = Number.POSITIVE_INFINITY): string => {
  const { rows, total, startedAt, countedAt } = activity;
  const left = timeLeft(activity, now);
  const figures = [
    ...(rows === 0 ? [] : [total === null ? formatRows(rows) : `${formatCount(rows)} of ${formatRows(total)}`]),
    ...rateOf(rows, countedAt - startedAt),
    formatDuration(Math.max(0, now - startedAt)),
    ...(left === null ? [] : [`about ${formatDuration(left)} left`]),
  ];
  return compose(activity, figures, width);
};

/** Describes a finished step. */
export const finishedLine = (activity: Activity, durationMs: number, width = Number.POSITIVE_INFINITY): string => {
  const { rows } = activity;
  const figures = [...(rows === 0 ? [] : [formatRows(rows)]), ...rateOf(rows, durationMs), formatDuration(durationMs)];
  return compose(activity, figures, width);
};

/** Describes a step that ended before it was finished. */
export const abandonedLine = (activity: Activity, now: number, width = Number.POSITIVE_INFINITY): string =>
  compose(activity, ["not finished", formatDuration(Math.max(0, now - activity.startedAt))], width);
