import { OperationsError, pauseSchedule } from "@trialflow/operations";
import { Console, Effect } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { formatMoment } from "../../render/formatMoment.ts";
import { printable } from "../../render/printable.ts";
import { changeLedger } from "./changeLedger.ts";
import { demandName } from "./demandName.ts";

/** Pauses a schedule. Errors: `UsageError` for an empty reason. */
export const pauseProgram = (command: { readonly name: string; readonly reason: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const { name } = yield* demandName(command.name);
    const pause = yield* changeLedger("schedule pause", pauseSchedule(name, command.reason)).pipe(
      Effect.catchIf(
        (error) => error instanceof OperationsError,
        ({ message }) => Effect.fail(new UsageError({ message })),
      ),
    );
    const told = pause.isNew
      ? `Paused "${name}". Its ticks are skipped until: trialflow schedule resume ${name}`
      : `"${name}" has been paused since ${formatMoment(pause.pausedAt)} by ${printable(pause.pausedBy)}: ${printable(pause.reason)}. Nothing was changed.`;
    yield* Console.log(command.isJson ? JSON.stringify(pause, null, 2) : told);
  }).pipe(printFailure(command.isJson));
