import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow doctor`: what is not as it must be here. */
export const doctor = Command.make("doctor", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../programs/doctorProgram.ts"),
    ({ doctorProgram }) => doctorProgram({ isJson: json }),
  ),
).pipe(
  Command.withDescription(
    "Look at program, settings, disk, database, roles, evidence and schedulers, and say of each what is wrong and what to do",
  ),
  Command.withExamples([
    { command: "trialflow doctor", description: "Everything; exit code 1 when something has failed" },
    {
      command: "trialflow doctor --json | jq '.diagnoses[] | select(.result == \"failed\")'",
      description: "Only what has failed",
    },
  ]),
);
