import { createTestDatabase } from "@trialflow/testing";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

const schemas = { raw: "ctgov_legacy_csv", staging: "trials", analytics: "trials", ops: "rejects" } as const;

/** What each role may do, written down here once more: s(elect) i(nsert) u(pdate) d(elete) c(reate a table) per schema. */
const matrix: Record<string, Record<keyof typeof schemas, string>> = {
  dataops: { raw: "siudc", staging: "siudc", analytics: "siudc", ops: "siudc" },
  etl: { raw: "siudc", staging: "siudc", analytics: "siudc", ops: "siudc" },
  trialflow_loader: { raw: "si", staging: "", analytics: "", ops: "siu" },
  trialflow_transformer: { raw: "s", staging: "siud", analytics: "siud", ops: "siu" },
  analytics: { raw: "", staging: "", analytics: "s", ops: "" },
  analyst: { raw: "", staging: "", analytics: "s", ops: "" },
  auditor: { raw: "s", staging: "", analytics: "", ops: "s" },
};

const actions: Record<string, (schema: keyof typeof schemas) => string> = {
  s: (schema) => `select count(*) from ${schema}.${schemas[schema]}`,
  i: (schema) => `insert into ${schema}.${schemas[schema]} select * from ${schema}.${schemas[schema]} where false`,
  u: (schema) => `update ${schema}.${schemas[schema]} set _never = null where false`,
  d: (schema) => `delete from ${schema}.${schemas[schema]} where false`,
  c: (schema) => `create table ${schema}.made_by_test (x int)`,
};

let sql: postgres.Sql;
let superuser: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  superuser = await createTestDatabase();
  sql = superuser.connect();
});
afterAll(() => sql.end());

/** Tries a statement and undoes it; false when the right is missing, an error for anything else. */
const isAllowed = async (role: string, statement: string): Promise<boolean> => {
  let allowed = true;
  await sql
    .begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`);
      try {
        await tx.unsafe(statement);
      } catch (error) {
        if ((error as { code?: string }).code !== "42501") throw error;
        allowed = false;
      }
      throw new Error("undo");
    })
    .catch((error: Error) => {
      if (error.message !== "undo" && (error as { code?: string }).code !== "42501") throw error;
    });
  return allowed;
};

const column: Record<keyof typeof schemas, string> = {
  raw: "title",
  staging: "acronym",
  analytics: "acronym",
  ops: "nct_id",
};

for (const [role, rights] of Object.entries(matrix)) {
  for (const schema of Object.keys(schemas) as Array<keyof typeof schemas>) {
    test(`${role} may do exactly "${rights[schema]}" in ${schema}`, async () => {
      let found = "";
      for (const [letter, statement] of Object.entries(actions)) {
        const text = statement(schema).replace("_never", column[schema]);
        if (await isAllowed(role, text)) found += letter;
      }
      expect(found).toBe(rights[schema]);
    });
  }
}

test("a role that is made for reading cannot read a table of another schema that was added later", async () => {
  await sql`set role dataops`;
  await sql`create table staging.added_later (x int)`;
  await sql`create table analytics.added_later (x int)`;
  await sql`reset role`;
  expect(await isAllowed("analytics", "select * from analytics.added_later")).toBe(true);
  expect(await isAllowed("analytics", "select * from staging.added_later")).toBe(false);
});

test("nobody but the function writes the audit log, and it cannot be changed even by its owner", async () => {
  for (const role of ["trialflow_loader", "trialflow_transformer", "auditor", "analytics"]) {
    expect(await isAllowed(role, "insert into ops.audit_log select * from ops.audit_log where false")).toBe(false);
    expect(await isAllowed(role, "update ops.audit_log set act = 'x' where false")).toBe(false);
  }
  for (const statement of [
    "update ops.audit_log set act = 'x'",
    "delete from ops.audit_log",
    "truncate ops.audit_log",
  ]) {
    expect(await isAllowed("dataops", statement)).toBe(false);
  }
  const append = "select ops.append_audit('test', 'test', null, 'me', '1', null, '{}', null)";
  expect(await isAllowed("trialflow_loader", append)).toBe(true);
  expect(await isAllowed("analytics", append)).toBe(false);
});

test("the login roles log in with a password of their own and have their groups' rights", async () => {
  await sql`alter role analyst password 'a''b c'`;
  const analyst = superuser.connect({ name: "analyst", password: "a'b c" });
  expect((await analyst`select count(*)::int as n from analytics.trials`)[0]?.["n"]).toBe(0);
  await expect(analyst`select count(*) from ops.runs`).rejects.toMatchObject({ code: "42501" });
  await analyst.end();
});
