import type { ProgressEvent } from "@trialflow/pipeline";

/** What the command tells its user while it works: the pipeline's events, and waiting for something before a step begins. */
export type CommandEvent = ProgressEvent | { readonly _tag: "Waiting"; readonly text: string };

/** What is going on at the moment. Times are milliseconds since the epoch. */
export interface Activity {
  /** The step, or what is waited for. */
  readonly label: string;
  /** What the step works on; empty where there is nothing to name. */
  readonly subject: string;
  readonly isStep: boolean;
  readonly rows: number;
  /** Rows in all; null where it is not known. */
  readonly total: number | null;
  readonly startedAt: number;
  /** When `rows` was last heard of. */
  readonly countedAt: number;
}

const begin = (label: string, subject: string, isStep: boolean, now: number): Activity => ({
  label,
  subject,
  isStep,
  rows: 0,
  total: null,
  startedAt: now,
  countedAt: now,
});

/** Tells what is going on after an event; null when nothing is. */
export const nextActivity = (activity: Activity | null, event: CommandEvent, now: number): Activity | null => {
  switch (event._tag) {
    case "Waiting":
      return begin(event.text, "", false, now);
    case "StepStarted":
      return begin(event.step, event.subject, true, now);
    case "RowsDone":
      return activity === null ? null : { ...activity, rows: event.rows, total: event.total, countedAt: now };
    case "StepFinished":
      return null;
    case "Note":
      return activity;
  }
};
