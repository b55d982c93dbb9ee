import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow audit list`. */
export const list = Command.make(
  "list",
  {
    act: Flag.String("act").pipe(
      Flag.withMetavar("ACT"),
      Flag.withDescription("Only acts of this name, for example load, publish, load_failed, release"),
      Flag.optional,
    ),
    since: Flag.String("since").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("Only acts from this day (UTC, YYYY-MM-DD) on"),
      Flag.optional,
    ),
    limit: Flag.Int("limit").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("At most so many, the newest (default: 50)"),
      Flag.withDefault(50),
    ),
    json: jsonFlag,
  },
  ({ act, since, limit, json }) =>
    lazily(
      () => import("../../programs/audit/listProgram.ts"),
      ({ listProgram }) => listProgram({ act, since, limit, isJson: json }),
    ),
).pipe(
  Command.withDescription("List what was done, the newest first: when, what, to what, by whom"),
  Command.withExamples([
    { command: "trialflow audit list", description: "The last 50 acts" },
    { command: "trialflow audit list --act publish --since 2026-01-01", description: "Publications of this year" },
  ]),
);
