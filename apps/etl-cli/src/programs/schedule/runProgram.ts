import { doneStatuses, requestFire } from "@trialflow/operations";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { FireFailedError } from "../../failure/FireFailedError.ts";
import { withProgress } from "../../progress/withProgress.ts";
import { renderEnd } from "../../render/renderFire.ts";
import { changeLedger } from "./changeLedger.ts";
import { demandName } from "./demandName.ts";
import { startNote } from "./startNote.ts";
import { waitForFire } from "./waitForFire.ts";

/** What `schedule run` was asked for. */
export interface RunCommand {
  readonly name: string;
  readonly reason: Option.Option<string>;
  readonly isWaiting: boolean;
  readonly isJson: boolean;
}

const queue = ({ name, reason, isWaiting }: RunCommand) =>
  Effect.gen(function* () {
    const schedule = yield* demandName(name);
    return yield* changeLedger(
      "schedule run",
      Effect.gen(function* () {
        const queued = yield* requestFire(schedule, Option.getOrNull(reason));
        const start = yield* startNote;
        if (!isWaiting) return { fire: queued, ...start };
        const fire = yield* withProgress((tell) =>
          Effect.andThen(tell({ _tag: "Note", text: start.note }), waitForFire(queued, tell)),
        );
        return { fire, ...start };
      }),
    );
  });

/**
 * Queues a fire by hand and prints it; waits for its end where that is asked for.
 *
 * Errors   {@link FireFailedError} after its end has been printed, for a fire that did not do its work
 */
export const runProgram = (command: RunCommand) =>
  Effect.gen(function* () {
    const { fire, isSchedulerSeen, note } = yield* queue(command).pipe(printFailure(command.isJson));
    if (command.isJson) yield* Console.log(JSON.stringify({ status: fire.status, isSchedulerSeen, fire }, null, 2));
    else if (command.isWaiting) yield* Console.log(renderEnd(fire));
    else yield* Console.log(`Queued fire ${fire.fireId} of "${fire.schedule}". ${note}`);
    if (command.isWaiting && !doneStatuses.some((done) => done === fire.status)) {
      return yield* new FireFailedError({ fire });
    }
  });
