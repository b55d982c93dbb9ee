import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { nameArgument } from "./nameArgument.ts";

/** `trialflow schedule show`. */
export const show = Command.make("show", { name: nameArgument, json: jsonFlag }, ({ name, json }) =>
  lazily(
    () => import("../../programs/schedule/showProgram.ts"),
    ({ showProgram }) => showProgram({ name, isJson: json }),
  ),
).pipe(
  Command.withDescription("Show all settings of a schedule, its next ticks and its newest fires"),
  Command.withExamples([
    { command: "trialflow schedule show nightly", description: "Everything about it" },
    { command: "trialflow schedule show nightly --json | jq .schedule.catchUp", description: "One of its settings" },
  ]),
);
