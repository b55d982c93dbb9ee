import { resumeFire } from "@trialflow/operations";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { changeLedger } from "../schedule/changeLedger.ts";
import { startNote } from "../schedule/startNote.ts";
import { demandFire } from "./demandFire.ts";

/** Queues a fire again that ended without having done its work. */
export const resumeProgram = (command: {
  readonly id: string;
  readonly reason: Option.Option<string>;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const [fire, { note, isSchedulerSeen }] = yield* changeLedger(
      "runs resume",
      Effect.all([
        Effect.flatMap(demandFire(command.id, "resume"), ({ fireId }) =>
          resumeFire(fireId, Option.getOrNull(command.reason)),
        ),
        startNote,
      ]),
    );
    const told = `Queued fire ${fire.fireId} of "${fire.schedule}" again. ${note}`;
    yield* Console.log(command.isJson ? JSON.stringify({ fire, isSchedulerSeen }, null, 2) : told);
  }).pipe(printFailure(command.isJson));
