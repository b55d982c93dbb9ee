import { Console, Effect } from "effect";
import { TestClock } from "effect/testing";
import { describe, expect, test } from "vitest";
import type { CommandEvent } from "../../src/progress/Activity.ts";
import { StandardError, type StandardErrorShape } from "../../src/progress/StandardError.ts";
import { withProgress } from "../../src/progress/withProgress.ts";

const esc = "\u001b";

/** Runs work under a display and gives what was written. */
const written = async (
  stream: Partial<StandardErrorShape>,
  work: (tell: (event: CommandEvent) => Effect.Effect<void>) => Effect.Effect<unknown, unknown>,
): Promise<ReadonlyArray<string>> => {
  const writes: Array<string> = [];
  const fake = {
    isTerminal: false,
    hasColors: false,
    columns: () => 80,
    write: (text: string) => void writes.push(text),
    ...stream,
  };
  await Effect.runPromise(
    Effect.exit(withProgress(work)).pipe(
      Effect.provideService(StandardError, fake),
      Effect.provideService(Console.Console, { ...console, error: (text) => void writes.push(`console: ${text}`) }),
      Effect.provide(TestClock.layer()),
    ),
  );
  return writes;
};

const loading: CommandEvent = { _tag: "StepStarted", step: "load", subject: "a.csv" };
const rows = (count: number): CommandEvent => ({ _tag: "RowsDone", step: "load", rows: count, total: null });
const loaded: CommandEvent = { _tag: "StepFinished", step: "load", subject: "a.csv", durationMs: 2000 };

describe("progress in a log file", () => {
  test("is a line at the beginning, one at the end, and one now and then between", async () => {
    const writes = await written({}, (tell) =>
      Effect.gen(function* () {
        yield* tell({ _tag: "Waiting", text: "opening the database" });
        yield* tell(loading);
        for (let second = 1; second <= 25; second++) {
          yield* TestClock.adjust("1 second");
          yield* tell(rows(second * 1000));
        }
        yield* tell(loaded);
      }),
    );
    expect(writes).toEqual([
      "load a.csv ...\n",
      "load      a.csv  10,000 rows  1,000 rows/s  10 s\n",
      "load      a.csv  20,000 rows  1,000 rows/s  20 s\n",
      "load      a.csv  25,000 rows  12,500 rows/s  2.0 s  done\n",
    ]);
  });
});

describe("progress on a terminal", () => {
  test("is one line, written whole when it changes and not otherwise", async () => {
    const writes = await written({ isTerminal: true }, (tell) =>
      Effect.gen(function* () {
        yield* tell(loading);
        yield* tell(rows(500));
        yield* TestClock.adjust("200 millis");
        yield* tell(rows(500));
        yield* tell(loaded);
      }),
    );
    expect(writes).toEqual([
      `${esc}[?25l`,
      `\r  load      a.csv  0.0 s${esc}[K`,
      `\r  load      a.csv  500 rows  0.0 s${esc}[K`,
      `\r  load      a.csv  500 rows  0.1 s${esc}[K`,
      `\r  load      a.csv  500 rows  0.2 s${esc}[K`,
      `\r${esc}[K✓ load      a.csv  500 rows  250 rows/s  2.0 s\n`,
      `\r${esc}[K${esc}[?25h`,
    ]);
  });

  test("marks a step that failed and gives the cursor back", async () => {
    const writes = await written({ isTerminal: true, hasColors: true }, (tell) =>
      Effect.andThen(tell(loading), Effect.fail("no")),
    );
    expect(writes.slice(-2)).toEqual([
      `\r${esc}[K${esc}[31m✗${esc}[39m load      a.csv  not finished  0.0 s\n`,
      `\r${esc}[K${esc}[?25h`,
    ]);
  });

  test("lets log lines pass above it", async () => {
    const writes = await written({ isTerminal: true }, (tell) =>
      Effect.gen(function* () {
        yield* tell(loading);
        yield* Console.error("a warning");
        yield* tell({ _tag: "Note", text: "a note" });
      }),
    );
    expect(writes).toEqual([
      `${esc}[?25l`,
      `\r  load      a.csv  0.0 s${esc}[K`,
      `\r${esc}[K`,
      "console: a warning",
      `\r${esc}[Ka note\n`,
      `\r  load      a.csv  0.0 s${esc}[K`,
      `\r${esc}[K✗ load      a.csv  not finished  0.0 s\n`,
      `\r${esc}[K${esc}[?25h`,
    ]);
  });
});
