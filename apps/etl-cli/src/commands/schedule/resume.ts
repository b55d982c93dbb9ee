import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { nameArgument } from "./nameArgument.ts";

/** `trialflow schedule resume`. */
export const resume = Command.make("resume", { name: nameArgument, json: jsonFlag }, ({ name, json }) =>
  lazily(
    () => import("../../programs/schedule/resumeProgram.ts"),
    ({ resumeProgram }) => resumeProgram({ name, isJson: json }),
  ),
).pipe(
  Command.withDescription("End the pause of a schedule; ticks that were skipped meanwhile are not made up for"),
  Command.withExamples([
    { command: "trialflow schedule resume nightly", description: "Its next tick fires again" },
    {
      command: "trialflow schedule backfill nightly --from 2026-06-01 --to 2026-06-03",
      description: "Make up for what the pause left out",
    },
  ]),
);
