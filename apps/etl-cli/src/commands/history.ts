import { Argument, Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow history`: the versions of one trial. */
export const history = Command.make(
  "history",
  {
    nctId: Argument.String("nct-id").pipe(Argument.withDescription("The trial's number: NCT and eight digits")),
    json: jsonFlag,
  },
  ({ nctId, json }) =>
    lazily(
      () => import("../programs/historyProgram.ts"),
      ({ historyProgram }) => historyProgram({ nctId, isJson: json }),
    ),
).pipe(
  Command.withDescription("Show the published versions of a trial and what changed from each to the next"),
  Command.withExamples([
    { command: "trialflow history NCT04280705", description: "Every version with its changes" },
    {
      command: "trialflow history NCT04280705 --json | jq '.versions[].status'",
      description: "The statuses that the trial went through",
    },
  ]),
);
