import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { reasonFlag, rejectIds } from "./selectionFlags.ts";

/** `trialflow rejects waive`. */
export const waive = Command.make(
  "waive",
  {
    rejectIds,
    reason: reasonFlag,
    because: Flag.String("because").pipe(
      Flag.withDescription("Why; mandatory, and kept in the audit log"),
      Flag.optional,
    ),
    json: jsonFlag,
  },
  ({ rejectIds, reason, because, json }) =>
    lazily(
      () => import("../../programs/rejects/waiveProgram.ts"),
      ({ waiveProgram }) => waiveProgram({ rejectIds, reason, because, isJson: json }),
    ),
).pipe(
  Command.withDescription("Decide to live with rejects: they stay in quarantine and count against no limit"),
  Command.withExamples([
    {
      command: 'trialflow rejects waive 17 --because "The registry will not correct it, see mail of 3 May"',
      description: "One reject",
    },
    {
      command: 'trialflow rejects waive --reason unknown_country --because "Ships at sea have no country"',
      description: "All open ones of a reason",
    },
  ]),
);
