import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow transform`. */
export const transform = Command.make("transform", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../programs/pipelineProgram.ts"),
    ({ pipelineProgram }) =>
      pipelineProgram({ name: "transform", request: { files: [], steps: ["transform"] }, isJson: json }),
  ),
).pipe(
  Command.withDescription("Decode what is loaded into typed tables in the schema staging"),
  Command.withExamples([
    { command: "trialflow transform", description: "Decode what is loaded and not decoded yet" },
    { command: "trialflow transform --json", description: "The same, with a JSON document as result" },
  ]),
);
