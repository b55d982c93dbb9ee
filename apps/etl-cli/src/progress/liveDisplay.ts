import { Clock, Console, Effect, Schedule, type Scope } from "effect";
import { printable } from "../render/printable.ts";
import { type Activity, nextActivity } from "./Activity.ts";
import { abandonedLine, activityLine, finishedLine } from "./activityLine.ts";
import type { ProgressDisplay } from "./ProgressDisplay.ts";
import { StandardError } from "./StandardError.ts";

const hideCursor = "\x1b[?25l";
const showCursor = "\x1b[?25h";
/** Erases from the cursor to the end of the line. */
const eraseRest = "\x1b[K";

/**
 * Keeps one line of a terminal up to date with what is going on; finished steps stay above it. Each change is one write of the
 * whole line, so nothing flickers, and no line is longer than the window, so nothing wraps. Whatever ends the scope, the cursor
 * comes back and a step under way is marked as not finished.
 */
export const liveDisplay: Effect.Effect<ProgressDisplay, never, Scope.Scope> = Effect.gen(function* () {
  const { write, columns, hasColors } = yield* StandardError;
  const outer = yield* Console.Console;
  const paint = (color: number, text: string) => (hasColors ? `\x1b[${color}m${text}\x1b[39m` : text);
  let activity: Activity | null = null;
  let drawn = "";

  const draw = (now: number) => {
    const line = activity === null ? "" : `  ${activityLine(activity, now, columns() - 3)}`;
    if (line === drawn) return;
    write(`\r${line}${eraseRest}`);
    drawn = line;
  };
  /** Prints lines that stay, above the live one. */
  const print = (text: string) => {
    write(`\r${eraseRest}${text}\n`);
    drawn = "";
  };

  yield* Effect.acquireRelease(
    Effect.sync(() => write(hideCursor)),
    () =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        if (activity?.isStep) print(`${paint(31, "✗")} ${abandonedLine(activity, now, columns() - 3)}`);
        write(`\r${eraseRest}${showCursor}`);
      }),
  );
  yield* Effect.forkScoped(Effect.repeat(Effect.map(Clock.currentTimeMillis, draw), Schedule.spaced("100 millis")));

  return {
    tell: (event) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        if (event._tag === "Note") print(printable(event.text));
        if (event._tag === "StepFinished" && activity !== null) {
          print(`${paint(32, "✓")} ${finishedLine(activity, event.durationMs, columns() - 3)}`);
        }
        activity = nextActivity(activity, event, now);
        if (event._tag !== "RowsDone") draw(now);
      }),
    console: {
      ...outer,
      error: (...values) => {
        write(`\r${eraseRest}`);
        drawn = "";
        outer.error(...values);
      },
    },
  };
});
