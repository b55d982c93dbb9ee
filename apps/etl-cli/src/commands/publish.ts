import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow publish`. */
export const publish = Command.make("publish", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../programs/pipelineProgram.ts"),
    ({ pipelineProgram }) =>
      pipelineProgram({ name: "publish", request: { files: [], steps: ["publish"] }, isJson: json }),
  ),
).pipe(
  Command.withDescription("Bring checked staging to the schema analytics in one transaction"),
  Command.withExamples([
    { command: "trialflow publish", description: "Publish what passed its checks" },
    { command: "trialflow publish --json", description: "The same, with a JSON document as result" },
  ]),
);
