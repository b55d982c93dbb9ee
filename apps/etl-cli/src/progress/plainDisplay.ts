import { Clock, Console, Effect } from "effect";
import { printable } from "../render/printable.ts";
import { type Activity, nextActivity } from "./Activity.ts";
import { activityLine, finishedLine } from "./activityLine.ts";
import type { ProgressDisplay } from "./ProgressDisplay.ts";
import { StandardError } from "./StandardError.ts";

/** Between two lines about the same step, in milliseconds: enough to see life, not a flood in a log file. */
const quietTime = 10_000;

/** Tells a log file or a pipe: a line when a step begins, one when it ends, one now and then between. */
export const plainDisplay: Effect.Effect<ProgressDisplay> = Effect.gen(function* () {
  const { write } = yield* StandardError;
  let activity: Activity | null = null;
  let toldAt = 0;
  const tellLine = (text: string, now: number) => {
    write(`${text}\n`);
    toldAt = now;
  };
  return {
    tell: (event) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const before = activity;
        activity = nextActivity(activity, event, now);
        if (event._tag === "Note") tellLine(printable(event.text), now);
        if (event._tag === "StepStarted") tellLine(`${event.step} ${printable(event.subject)} ...`, now);
        if (event._tag === "StepFinished" && before !== null) {
          tellLine(`${finishedLine(before, event.durationMs)}  done`, now);
        }
        if (event._tag === "RowsDone" && activity !== null && now - toldAt >= quietTime) {
          tellLine(activityLine(activity, now), now);
        }
      }),
    console: yield* Console.Console,
  };
});
