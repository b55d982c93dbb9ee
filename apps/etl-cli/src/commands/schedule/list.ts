import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow schedule list`. */
export const list = Command.make("list", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../../programs/schedule/listProgram.ts"),
    ({ listProgram }) => listProgram({ isJson: json }),
  ),
).pipe(
  Command.withDescription("List the schedules: when each fires, what its last fire came to, when the next tick is"),
  Command.withExamples([
    { command: "trialflow schedule list", description: "All of them" },
    {
      command: "trialflow schedule list --json | jq '.schedules[] | {name, nextTickAt}'",
      description: "What comes next, for a script",
    },
  ]),
);
