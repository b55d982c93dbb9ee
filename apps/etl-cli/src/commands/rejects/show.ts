import { Argument, Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow rejects show`. */
export const show = Command.make(
  "show",
  {
    rejectId: Argument.Int("reject-id").pipe(
      Argument.withDescription("Number of the reject, as `trialflow rejects list` shows it"),
    ),
    json: jsonFlag,
  },
  ({ rejectId, json }) =>
    lazily(
      () => import("../../programs/rejects/showProgram.ts"),
      ({ showProgram }) => showProgram({ rejectId, isJson: json }),
    ),
).pipe(
  Command.withDescription("Show one reject: its text, its place, what was expected and what was done about it"),
  Command.withExamples([
    { command: "trialflow rejects show 17", description: "The reject and its life" },
    { command: "trialflow rejects show 17 --json | jq '.outcomes'", description: "Only what was done about it" },
  ]),
);
