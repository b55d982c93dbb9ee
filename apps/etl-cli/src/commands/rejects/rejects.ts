import { Command } from "effect/cli";
import { list } from "./list.ts";
import { replay } from "./replay.ts";
import { show } from "./show.ts";
import { waive } from "./waive.ts";

/** `trialflow rejects`: the quarantine. */
export const rejects = Command.make("rejects").pipe(
  Command.withDescription("Look at what was set aside, read it anew, or decide to live with it"),
  Command.withExamples([
    { command: "trialflow rejects list", description: "Open rejects of the present content" },
    {
      command: 'trialflow rejects waive --reason unknown_country --because "TEXT"',
      description: "Live with them, for a reason",
    },
    { command: "trialflow rejects replay --dry-run", description: "What the rules of this version would make of them" },
  ]),
  Command.withSubcommands([list, show, replay, waive]),
);
