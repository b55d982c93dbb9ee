import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { fileFlags, ingestOptions } from "../fileFlags.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { list } from "./list.ts";

/** `trialflow plan`: a run that is undone. */
export const plan = Command.make("plan", { ...fileFlags, json: jsonFlag }, ({ json, ...flags }) =>
  lazily(
    () => import("../../programs/plan/planProgram.ts"),
    ({ planProgram }) => planProgram({ request: ingestOptions(flags), isJson: json }),
  ),
).pipe(
  Command.withDescription("Tell what a run would change, check and reject, change nothing, and keep that as a plan"),
  Command.withExamples([
    { command: "trialflow plan --file export.csv", description: "What would this file change?" },
    { command: 'trialflow plan --file "exports/*.csv"', description: "Several snapshots, one after the other" },
    {
      command: "trialflow plan --file export.csv --json | jq '.outcome.loads[].fields'",
      description: "The changed fields, for a script",
    },
    { command: "trialflow plan list", description: "Which plans there are, and which can still be applied" },
  ]),
  Command.withSubcommands([list]),
);
