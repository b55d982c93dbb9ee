import { Command } from "effect/cli";
import { cancel } from "./cancel.ts";
import { list } from "./list.ts";
import { resume } from "./resume.ts";
import { show } from "./show.ts";

/** `trialflow runs`: what the schedulers and people did. */
export const runs = Command.make("runs").pipe(
  Command.withDescription("See what ran, what runs and what waits; cancel it, or let it go on"),
  Command.withExamples([
    { command: "trialflow runs list", description: "The newest fires and runs" },
    { command: "trialflow runs show 0b6e2a52", description: "One of them with its steps" },
    { command: "trialflow runs resume 0b6e2a52", description: "Go on where it failed" },
  ]),
  Command.withSubcommands([list, show, cancel, resume]),
);
