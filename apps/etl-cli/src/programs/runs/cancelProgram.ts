import { requestCancel } from "@trialflow/operations";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { changeLedger } from "../schedule/changeLedger.ts";
import { demandFire } from "./demandFire.ts";

/** Cancels a fire. */
export const cancelProgram = (command: {
  readonly id: string;
  readonly reason: Option.Option<string>;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const fire = yield* changeLedger(
      "runs cancel",
      Effect.flatMap(demandFire(command.id, "cancel"), ({ fireId }) =>
        requestCancel(fireId, Option.getOrNull(command.reason)),
      ),
    );
    const told =
      fire.status === "cancelled"
        ? `Cancelled fire ${fire.fireId} of "${fire.schedule}", which had not begun.`
        : `Told the schedulers to cancel fire ${fire.fireId} of "${fire.schedule}"; finished steps are kept. See \`trialflow runs show ${fire.fireId.slice(0, 8)}\`.`;
    yield* Console.log(command.isJson ? JSON.stringify({ fire }, null, 2) : told);
  }).pipe(printFailure(command.isJson));
