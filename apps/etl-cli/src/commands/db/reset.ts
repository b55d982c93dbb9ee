import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";

/** `trialflow db reset`. */
export const reset = Command.make(
  "reset",
  {
    yes: Flag.Boolean("yes").pipe(
      Flag.withDescription("Really do it; without it the command only says what would be lost"),
      Flag.withDefault(false),
    ),
    database: Flag.String("database").pipe(
      Flag.withMetavar("NAME"),
      Flag.withDescription("Name of the database; demanded unless it is the embedded one, and must be its real name"),
      Flag.optional,
    ),
  },
  ({ yes, database }) =>
    lazily(
      () => import("../../programs/resetProgram.ts"),
      ({ resetProgram }) => resetProgram({ isConfirmed: yes, databaseName: database }),
    ),
).pipe(
  Command.withDescription("Drop the schemas raw, staging, analytics, ops and migrations with all data, and start anew"),
  Command.withExamples([
    { command: "trialflow db reset", description: "Say what would be lost, do nothing" },
    { command: "trialflow db reset --yes", description: "Empty the embedded database" },
    { command: "trialflow db reset --yes --database trials", description: "Empty a database on a server of your own" },
  ]),
);
