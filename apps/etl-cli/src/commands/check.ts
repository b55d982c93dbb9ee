import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow check`. */
export const check = Command.make("check", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../programs/pipelineProgram.ts"),
    ({ pipelineProgram }) => pipelineProgram({ name: "check", request: { files: [], steps: ["check"] }, isJson: json }),
  ),
).pipe(
  Command.withDescription("Check staging and record the verdict; exit code 3 when an error-level check fails"),
  Command.withExamples([
    { command: "trialflow check", description: "Check staging again" },
    { command: "trialflow check --json", description: "The same, with a JSON document as result" },
  ]),
);
