import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { nameArgument } from "./nameArgument.ts";

/** `trialflow schedule pause`. */
export const pause = Command.make(
  "pause",
  {
    name: nameArgument,
    reason: Flag.String("reason").pipe(
      Flag.withDescription("Why; mandatory, shown with each tick that is skipped, and kept in the audit log"),
    ),
    json: jsonFlag,
  },
  ({ name, reason, json }) =>
    lazily(
      () => import("../../programs/schedule/pauseProgram.ts"),
      ({ pauseProgram }) => pauseProgram({ name, reason, isJson: json }),
    ),
).pipe(
  Command.withDescription("Pause a schedule: its ticks are skipped, what waits does not begin, what is under way ends"),
  Command.withExamples([
    { command: 'trialflow schedule pause nightly --reason "The registry is down"', description: "Until it is resumed" },
    { command: "trialflow schedule resume nightly", description: "The way back" },
    { command: 'trialflow schedule pause nightly --reason "Move of the server" --json', description: "For a script" },
  ]),
);
