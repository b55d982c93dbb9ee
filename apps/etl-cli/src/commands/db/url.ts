import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";

/** `trialflow db url`. */
export const url = Command.make(
  "url",
  {
    showPassword: Flag.Boolean("show-password").pipe(
      Flag.withDescription("Print the password in clear, for a client on this machine"),
      Flag.withDefault(false),
    ),
  },
  ({ showPassword }) =>
    lazily(
      () => import("../../programs/urlProgram.ts"),
      ({ urlProgram }) => urlProgram({ isPasswordShown: showPassword }),
    ),
).pipe(
  Command.withDescription("Print the connection URL of the database, the password masked"),
  Command.withExamples([
    { command: "trialflow db url", description: "Where the data is" },
    { command: 'psql "$(trialflow db url --show-password)"', description: "Connect with psql to a server of your own" },
  ]),
);
