import { Command, Flag } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow diff`: what changed between two days. */
export const diff = Command.make(
  "diff",
  {
    from: Flag.String("from").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription(
        "The day to start from, as YYYY-MM-DD: what its newest snapshot said, or the last one before",
      ),
    ),
    to: Flag.String("to").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("The day to end with, as YYYY-MM-DD: its own snapshots are part of the comparison"),
    ),
    field: Flag.String("field").pipe(
      Flag.withMetavar("FIELD"),
      Flag.withDescription(
        "A column of analytics.trials (overall_status, enrollment ...) or a list (conditions, locations ...)",
      ),
      Flag.optional,
    ),
    json: jsonFlag,
  },
  ({ from, to, field, json }) =>
    lazily(
      () => import("../programs/diffProgram.ts"),
      ({ diffProgram }) => diffProgram({ from, to, field, isJson: json }),
    ),
).pipe(
  Command.withDescription("Show what changed in the registry between two days, by the snapshots that were published"),
  Command.withExamples([
    { command: "trialflow diff --from 2020-05-01 --to 2020-06-01", description: "Everything that changed in May" },
    {
      command: "trialflow diff --from 2020-05-01 --to 2020-06-01 --field overall_status",
      description: "Which trials changed their status",
    },
    {
      command: "trialflow diff --from 2020-05-01 --to 2020-06-01 --json | jq .snapshots",
      description: "Which snapshots are compared, and which there are",
    },
  ]),
);
