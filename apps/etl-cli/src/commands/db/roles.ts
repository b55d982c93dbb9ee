import { Command } from "effect/cli";
import { lazily } from "../../lazily.ts";

/** `trialflow db roles`. */
export const roles = Command.make("roles", {}, () =>
  lazily(
    () => import("../../programs/rolesProgram.ts"),
    ({ rolesProgram }) => rolesProgram,
  ),
).pipe(
  Command.withDescription("List the database roles and what each may do; needs no database"),
  Command.withExamples([
    { command: "trialflow db roles", description: "Roles, memberships and rights per schema" },
    { command: 'trialflow sql "select current_user" --as auditor', description: "Use one of them" },
  ]),
);
