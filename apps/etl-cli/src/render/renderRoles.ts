import { type DatabaseRole, schemaNames } from "@trialflow/schema";
import { renderTable } from "./renderTable.ts";

/** Renders each role: whether it logs in, what it may do in each schema, whose rights it has besides. */
export const renderRoles = (roles: ReadonlyArray<DatabaseRole>): ReadonlyArray<string> => [
  ...renderTable(
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
  ),
  "",
  "dataops owns the schemas, so it needs no grant. Nobody, the owner included, can change the audit log.",
  "A role that logs in has no password until an administrator sets one: alter role analyst password '...'",
];
