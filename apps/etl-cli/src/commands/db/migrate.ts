import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";

/** `trialflow db migrate`. */
export const migrate = Command.make("migrate", {}, () =>
  lazily(
    () => import("../../programs/migrateProgram.ts"),
    ({ migrateProgram }) => migrateProgram,
  ),
).pipe(
  Command.withDescription("Bring the database to this program's schema: roles, tables, rights; safe to repeat"),
  Command.withExamples([
    { command: "trialflow db migrate", description: "The embedded database" },
    {
      command: "DATABASE_URL=postgres://etl@db.example.org/trials trialflow db migrate",
      description: "A server of your own",
    },
  ]),
);
