import { type ChangesBetween, parseChangeField, readChanges, snapshotRange } from "@trialflow/pipeline";
import { Console, Effect, Option, Result } from "effect";
import { printFailure } from "../document/printFailure.ts";
import { snapshotNotes } from "../document/snapshotNotes.ts";
import { UsageError } from "../failure/UsageError.ts";
import { renderDiff } from "../render/renderDiff.ts";
import { demandDay } from "./demandDay.ts";
import { findWarehouse } from "./findWarehouse.ts";

const readField = (field: Option.Option<string>) =>
  Option.isNone(field)
    ? Effect.succeed(null)
    : Result.match(parseChangeField(field.value), {
        onFailure: (message) => Effect.fail(new UsageError({ message })),
        onSuccess: (name) => Effect.succeed(name),
      });

/** Prints what changed between two days, and says so where there is no snapshot to compare. */
export const diffProgram = (options: {
  readonly from: string;
  readonly to: string;
  readonly field: Option.Option<string>;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const { from, to, isJson } = options;
    yield* demandDay("--from", from);
    yield* demandDay("--to", to);
    if (from >= to) {
      return yield* new UsageError({
        message: `--from ${from} is not before --to ${to}; expected an earlier day in --from, a later one in --to.`,
      });
    }
    const range = { from, to, field: yield* readField(options.field) };
    const found = yield* findWarehouse(readChanges(range));
    const between: ChangesBetween = Option.getOrElse(found, () => ({
      events: { appeared: 0, changed: 0, vanished: 0, returned: 0 },
      fields: [],
      changes: [],
      snapshots: snapshotRange([], range),
    }));
    const notes = snapshotNotes(range, between.snapshots);
    yield* Console.log(
      isJson ? JSON.stringify({ ...range, ...between, notes }, null, 2) : renderDiff(range, between, notes),
    );
  }).pipe(printFailure(options.isJson));
