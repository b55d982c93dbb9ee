import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow release list`. */
export const list = Command.make("list", { json: jsonFlag }, ({ json }) =>
  lazily(
    () => import("../../programs/release/listProgram.ts"),
    ({ listProgram }) => listProgram({ isJson: json }),
  ),
).pipe(
  Command.withDescription("List the releases, the oldest first"),
  Command.withExamples([
    { command: "trialflow release list", description: "Names, when, which load, by whom" },
    { command: "trialflow release list --json | jq '.releases[].name'", description: "The names" },
  ]),
);
