import { createRolesSql } from "@trialflow/database";
import { expect, test } from "vitest";

const header = `-- The roles of Trialflow, as libs/schema/src/roles.ts declares them. Written by a test, do not edit:
-- after a change of the declaration run \`npx nx test docker -- --update\`.
`;

test("the server is set up with the roles that the program declares", async () => {
  await expect(`${header}${createRolesSql("etl")}\n`).toMatchFileSnapshot("../../../docker/postgres/init/10-roles.sql");
});
