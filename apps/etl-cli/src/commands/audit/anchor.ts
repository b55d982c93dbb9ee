import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";

/** `trialflow audit anchor`. */
export const anchor = Command.make("anchor", {}, () =>
  lazily(
    () => import("../../programs/audit/anchorProgram.ts"),
    ({ anchorProgram }) => anchorProgram,
  ),
).pipe(
  Command.withDescription("Print number and hash of the newest entry in one line, to be kept outside of the database"),
  Command.withExamples([
    { command: "trialflow audit anchor >> anchors.txt", description: "Keep it in a file on another machine" },
    { command: 'trialflow audit verify --anchor "$(tail -n 1 anchors.txt)"', description: "Check it later" },
  ]),
);
