import { Option } from "effect";
import { Command, Flag } from "effect/cli";
import { lazily } from "../lazily.ts";
import { fileFlags, ingestOptions } from "./fileFlags.ts";
import { jsonFlag } from "./jsonFlag.ts";

const planFlag = Flag.Int("plan").pipe(
  Flag.withMetavar("ID"),
  Flag.withDescription("Apply this plan of `trialflow plan`, exactly or not at all; without any flag about files"),
  Flag.optional,
);

/** `trialflow run`: the whole pipeline. */
export const run = Command.make("run", { ...fileFlags, plan: planFlag, json: jsonFlag }, ({ plan, json, ...flags }) =>
  lazily(
    () => import("../programs/pipelineProgram.ts"),
    ({ pipelineProgram }) =>
      pipelineProgram({
        name: "run",
        request: ingestOptions(flags),
        isJson: json,
        ...(Option.isSome(plan) ? { planId: plan.value } : {}),
      }),
  ),
).pipe(
  Command.withDescription("Load, transform, check and publish; repairs and continues whatever was left undone"),
  Command.withExamples([
    {
      command: "trialflow run",
      description: "Load what lies in data/inbox, else the dataset on Kaggle, else the sample",
    },
    { command: 'trialflow run --file "exports/*.csv"', description: "Load several files, oldest snapshot first" },
    {
      command: "trialflow run --file export.csv --snapshot-date 2020-05-01",
      description: "Give a file a date that its name does not have",
    },
    {
      command: "trialflow run --file changes-20200515.csv --increment",
      description: "Load a file that states only some trials; without the flag those that it lacks count as vanished",
    },
    {
      command: "trialflow run --file export-20200420.csv --insert-into-past",
      description: "Put a forgotten snapshot into the history where its date belongs; the present stays as it is",
    },
    { command: "trialflow run --plan 3", description: "Do what `trialflow plan` has told" },
    { command: "trialflow run --json | jq .status", description: "Give a script the result" },
  ]),
);
