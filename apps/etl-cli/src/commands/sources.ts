import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow sources`. */
export const sources = Command.make("sources", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../programs/sourcesProgram.ts"),
    ({ sourcesProgram }) => sourcesProgram({ isJson: json }),
  ),
).pipe(
  Command.withDescription("Show what each source would give and what was loaded last; asks no network"),
  Command.withExamples([
    { command: "trialflow sources", description: "What would be loaded next, and from where" },
    { command: "trialflow sources --json | jq .next", description: "The source that `trialflow run` would use" },
  ]),
);
