import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow runs list`. */
export const list = Command.make(
  "list",
  {
    schedule: Flag.String("schedule").pipe(
      Flag.withMetavar("NAME"),
      Flag.withDescription("Only fires of this schedule"),
      Flag.optional,
    ),
    status: Flag.String("status").pipe(
      Flag.withMetavar("STATUS"),
      Flag.withDescription("Only those that stand so, for example queued, running, failed, skipped"),
      Flag.optional,
    ),
    limit: Flag.Int("limit").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("At most so many, the newest (default: 20)"),
      Flag.withDefault(20),
    ),
    json: jsonFlag,
  },
  ({ schedule, status, limit, json }) =>
    lazily(
      () => import("../../programs/runs/listProgram.ts"),
      ({ listProgram }) => listProgram({ schedule, status, limit, isJson: json }),
    ),
).pipe(
  Command.withDescription("List fires of schedules and runs of commands, the newest first"),
  Command.withExamples([
    { command: "trialflow runs list", description: "The newest 20" },
    { command: "trialflow runs list --schedule nightly --status failed", description: "What went wrong at night" },
    { command: "trialflow runs list --status queued --json", description: "What waits" },
  ]),
);
