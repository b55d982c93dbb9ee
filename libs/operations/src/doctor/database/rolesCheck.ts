import { createRolesSql, Database } from "@trialflow/database";
import { type DatabaseRole, databaseRoles } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, notApplicable, ok } from "../Diagnosis.ts";

const operation = "doctor.roles";
const roles: ReadonlyArray<DatabaseRole> = databaseRoles;

interface Membership extends Record<string, unknown> {
  readonly member: string;
  readonly group: string;
}

/** The roles, who is a member of whom, and whether the login may take the groups' places. */
export const rolesCheck: DatabaseCheck = {
  check: "roles",
  expected: `the roles ${roles.map(({ name }) => name).join(", ")} with their memberships, and a login that is a member of all groups`,
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const { user } = database.info;
      const present = new Set(
        (yield* database.query(operation, (db) =>
          db.execute<{ name: string }>(sql`select rolname as name from pg_roles`),
        )).map(({ name }) => name),
      );
      const missing = roles.filter(({ name }) => !present.has(name));
      if (missing.length === roles.length) {
        return notApplicable(
          words,
          "none of the roles is there yet: the first migration makes them",
          "trialflow db migrate",
        );
      }
      if (missing.length > 0) {
        return failed(
          words,
          `missing: ${missing.map(({ name }) => name).join(", ")}`,
          `Have an administrator run what is missing of:\n${createRolesSql(user)}`,
        );
      }
      const memberships = yield* database.query(operation, (db) =>
        db.execute<Membership>(sql`
          select member.rolname as member, "group".rolname as "group" from pg_auth_members
          join pg_roles member on member.oid = pg_auth_members.member join pg_roles "group" on "group".oid = roleid`),
      );
      const unjoined = roles.flatMap(({ name, memberOf }) =>
        memberOf
          .filter((group) => !memberships.some((found) => found.member === name && found.group === group))
          .map((group) => `${group} to ${name}`),
      );
      const groups = roles.filter(({ canLogin }) => !canLogin).map(({ name }) => name);
      const own = yield* database.query(operation, (db) =>
        db.execute<{ name: string }>(sql`
          select name from unnest(${sql.param(groups)}::text[]) name where not pg_has_role(current_user, name, 'member')`),
      );
      const isAnalyst = roles.some(({ name, memberOf }) => name === user && memberOf.length === 1);
      const grants = [...unjoined, ...(isAnalyst ? [] : own.map(({ name }) => `${name} to "${user}"`))];
      if (isAnalyst) {
        return failed(
          words,
          `"${user}" is the login of analysts: it may read analytics and nothing else`,
          "Connect as the program's login, etl.",
        );
      }
      return grants.length > 0
        ? failed(
            words,
            `not granted: ${grants.join(", ")}`,
            `Have an administrator run:\n${grants.map((grant) => `grant ${grant};`).join("\n")}`,
          )
        : ok(words, `all ${roles.length} roles and their memberships; "${user}" is a member of all groups`);
    }),
};
