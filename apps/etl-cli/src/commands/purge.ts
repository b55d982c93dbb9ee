import { Command, Flag } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow purge`: the retention policy, applied. */
export const purge = Command.make(
  "purge",
  {
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Only say what would go, and what never does"),
      Flag.withDefault(false),
    ),
    json: jsonFlag,
  },
  ({ dryRun, json }) =>
    lazily(
      () => import("../programs/purgeProgram.ts"),
      ({ purgeProgram }) => purgeProgram({ isDryRun: dryRun, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Remove what the retention policy does not keep: messages of the schedulers, old fires, alerts and samples; never evidence",
  ),
  Command.withExamples([
    { command: "trialflow purge --dry-run", description: "The policy, and what it would remove" },
    { command: "trialflow purge", description: "Remove it, each batch with its entry in the audit log" },
    { command: "TRIALFLOW_RETENTION_FIRES=forever trialflow purge", description: "By another policy, this time" },
  ]),
);
