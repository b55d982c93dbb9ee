import { Argument, Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow release diff`. */
export const diff = Command.make(
  "diff",
  {
    from: Argument.String("from").pipe(Argument.withDescription("Name of a release")),
    to: Argument.String("to").pipe(Argument.withDescription("Name of another one")),
    json: jsonFlag,
  },
  ({ from, to, json }) =>
    lazily(
      () => import("../../programs/release/diffProgram.ts"),
      ({ diffProgram }) => diffProgram({ from, to, isJson: json }),
    ),
).pipe(
  Command.withDescription("Show which tables differ between two releases, and which files and acts lie between them"),
  Command.withExamples([
    { command: "trialflow release diff 2026-q1 2026-q2", description: "What the second quarter brought" },
    { command: "trialflow release diff 2026-q1 2026-q2 --json", description: "For a program" },
  ]),
);
