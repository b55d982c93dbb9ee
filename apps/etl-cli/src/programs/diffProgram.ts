import { readChanges } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../document/printFailure.ts";
import { UsageError } from "../failure/UsageError.ts";
import { renderDiff } from "../render/renderDiff.ts";
import { findWarehouse } from "./findWarehouse.ts";
import { isDay } from "./isDay.ts";

/** Prints what changed between two days. */
export const diffProgram = (options: {
  readonly from: string;
  readonly to: string;
  readonly field: Option.Option<string>;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const { from, to, isJson } = options;
    for (const [flag, value] of [
      ["--from", from],
      ["--to", to],
    ] as const) {
      if (!isDay(value)) {
        return yield* Effect.fail(new UsageError({ message: `${flag} is "${value}"; expected a day as YYYY-MM-DD.` }));
      }
    }
    if (from >= to) {
      return yield* Effect.fail(
        new UsageError({ message: `--from ${from} is not before --to ${to}; expected an earlier day.` }),
      );
    }
    const range = { from, to, field: Option.getOrNull(options.field) };
    const found = yield* findWarehouse(readChanges(range));
    const between = Option.getOrElse(found, () => ({
      events: { appeared: 0, changed: 0, vanished: 0, returned: 0 },
      fields: [],
      changes: [],
    }));
    yield* Console.log(isJson ? JSON.stringify({ ...range, ...between }, null, 2) : renderDiff(range, between));
  }).pipe(printFailure(options.isJson));
