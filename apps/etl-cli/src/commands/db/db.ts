import { Command } from "effect/cli";
import { migrate } from "./migrate.ts";
import { reset } from "./reset.ts";
import { roles } from "./roles.ts";
import { url } from "./url.ts";

/** `trialflow db`: the database itself. */
export const db = Command.make("db").pipe(
  Command.withDescription("Look after the database: migrate, reset, url, roles"),
  Command.withExamples([
    { command: "trialflow db migrate", description: "Bring the database to this program's schema" },
    { command: "trialflow db url", description: "Where the data is" },
  ]),
  Command.withSubcommands([migrate, reset, url, roles]),
);
