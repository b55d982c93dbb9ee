import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { loadFlag, reasonFlag, rejectIds } from "./selectionFlags.ts";

/** `trialflow rejects replay`. */
export const replay = Command.make(
  "replay",
  {
    rejectIds,
    reason: reasonFlag,
    load: loadFlag,
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Tell what it would give, and change nothing"),
      Flag.withDefault(false),
    ),
    json: jsonFlag,
  },
  ({ rejectIds, reason, load, dryRun, json }) =>
    lazily(
      () => import("../../programs/rejects/replayProgram.ts"),
      ({ replayProgram }) => replayProgram({ rejectIds, reason, load, isDryRun: dryRun, isJson: json }),
    ),
).pipe(
  Command.withDescription("Read rejects anew by the rules of this version, check and publish what that gives"),
  Command.withExamples([
    { command: "trialflow rejects replay --dry-run", description: "What would change" },
    { command: "trialflow rejects replay --reason malformed_date", description: "Read the dates anew" },
    { command: "trialflow rejects replay 17 18", description: "Two rejects by their numbers" },
  ]),
);
