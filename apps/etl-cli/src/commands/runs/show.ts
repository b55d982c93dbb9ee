import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { numberArgument } from "./numberArgument.ts";

/** `trialflow runs show`. */
export const show = Command.make("show", { id: numberArgument, json: jsonFlag }, ({ id, json }) =>
  lazily(
    () => import("../../programs/runs/showProgram.ts"),
    ({ showProgram }) => showProgram({ id, isJson: json }),
  ),
).pipe(
  Command.withDescription("Show a fire or a run: its steps with rows, times and runners, its attempts and its failure"),
  Command.withExamples([
    { command: "trialflow runs show 0b6e2a52", description: "By the first characters of its number" },
    {
      command: "trialflow runs show 0b6e2a52 --json | jq '.steps[].durationMs'",
      description: "How long each step took",
    },
  ]),
);
