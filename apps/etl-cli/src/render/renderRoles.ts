import { type DatabaseRole, schemaNames } from "@trialflow/schema";
import { renderTable } from "./renderTable.ts";

/** Renders each role: whether it logs in, whose rights it has, what it may do in each schema. */
export const renderRoles = (roles: ReadonlyArray<DatabaseRole>): ReadonlyArray<string> =>
  renderTable(
    [
      { heading: "role" },
      { heading: "logs in" },
      ...schemaNames.map((heading) => ({ heading })),
      { heading: "purpose" },
      { heading: "has the rights of" },
    ],
    roles.map(({ name, canLogin, grants, purpose, memberOf }) => [
      name,
      canLogin ? "yes" : "no",
      ...schemaNames.map((schema) => grants[schema]?.join(" ") ?? "-"),
      purpose,
      memberOf.join(", "),
    ]),
  );
