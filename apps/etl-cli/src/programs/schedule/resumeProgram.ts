import { resumeSchedule } from "@trialflow/operations";
import { Console, Effect } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { formatMoment } from "../../render/formatMoment.ts";
import { changeLedger } from "./changeLedger.ts";
import { demandName } from "./demandName.ts";

/** Ends the pause of a schedule. That there is none is no failure: the schedule is as it was wished. */
export const resumeProgram = (command: { readonly name: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const { name } = yield* demandName(command.name);
    const pause = yield* changeLedger("schedule resume", resumeSchedule(name));
    const told =
      pause === null
        ? `"${name}" is not paused. Nothing was changed.`
        : `Resumed "${name}", which was paused since ${formatMoment(pause.pausedAt)}. Ticks that were skipped are not made up for: trialflow schedule backfill ${name} --from DATE --to DATE`;
    yield* Console.log(command.isJson ? JSON.stringify({ schedule: name, ended: pause }, null, 2) : told);
  }).pipe(printFailure(command.isJson));
