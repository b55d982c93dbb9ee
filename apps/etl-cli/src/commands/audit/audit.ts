import { Command } from "effect/cli";
import { anchor } from "./anchor.ts";
import { exportLog } from "./export.ts";
import { list } from "./list.ts";
import { show } from "./show.ts";
import { verify } from "./verify.ts";

/** `trialflow audit`: the evidence of what was done. */
export const audit = Command.make("audit").pipe(
  Command.withDescription("Prove what was done: verify, anchor, list, show, export the audit log"),
  Command.withExamples([
    { command: "trialflow audit verify", description: "Is everything as the audit log says?" },
    { command: "trialflow audit list --limit 20", description: "What was done last" },
  ]),
  Command.withSubcommands([verify, anchor, list, show, exportLog]),
);
