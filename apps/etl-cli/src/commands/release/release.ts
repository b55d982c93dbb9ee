import { Command } from "effect/cli";
import { create } from "./create.ts";
import { diff } from "./diff.ts";
import { list } from "./list.ts";
import { verify } from "./verify.ts";

/** `trialflow release`: names for what analytics said. */
export const release = Command.make("release").pipe(
  Command.withDescription("Freeze what analytics says under a name, and compare later: create, list, diff, verify"),
  Command.withExamples([
    { command: "trialflow release create 2026-q1", description: "Before a report is written" },
    { command: "trialflow release verify 2026-q1", description: "Does analytics still say the same?" },
  ]),
  Command.withSubcommands([create, list, diff, verify]),
);
