import { Command } from "effect/cli";
import { lazily } from "../lazily.ts";
import { fileFlags, ingestOptions } from "./fileFlags.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow load`: files into raw. */
export const load = Command.make("load", { ...fileFlags, json: jsonFlag }, ({ json, ...flags }) =>
  lazily(
    () => import("../programs/pipelineProgram.ts"),
    ({ pipelineProgram }) =>
      pipelineProgram({ name: "load", request: { ...ingestOptions(flags), steps: ["acquire", "load"] }, isJson: json }),
  ),
).pipe(
  Command.withDescription("Archive files and load their rows into the schema raw, nothing further"),
  Command.withExamples([
    { command: "trialflow load --file covid-trials.csv", description: "Load one file" },
    { command: "trialflow load -f 2021-01.csv -f 2021-02.csv", description: "Load two, oldest snapshot first" },
  ]),
);
