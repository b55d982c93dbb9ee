import { Argument, Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow release verify`. */
export const verify = Command.make(
  "verify",
  {
    name: Argument.String("name").pipe(Argument.withDescription("Name of a release")),
    json: jsonFlag,
  },
  ({ name, json }) =>
    lazily(
      () => import("../../programs/release/verifyProgram.ts"),
      ({ verifyProgram }) => verifyProgram({ name, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Recompute the tables of analytics and compare them with a release; exit code 5 if they differ",
  ),
  Command.withExamples([
    { command: "trialflow release verify 2026-q1", description: "Does analytics still say the same?" },
    { command: "trialflow release verify 2026-q1 --json | jq '.findings[].place'", description: "Which tables differ" },
  ]),
);
