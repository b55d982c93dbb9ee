import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow status`. */
export const status = Command.make("status", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../programs/statusProgram.ts"),
    ({ statusProgram }) => statusProgram({ isJson: json }),
  ),
).pipe(
  Command.withDescription("Show what is loaded, checked and published, and the latest runs; changes nothing"),
  Command.withExamples([
    { command: "trialflow status", description: "Where the data stands" },
    { command: "trialflow status --json | jq '.runs[0].status'", description: "How the latest run ended" },
  ]),
);
