import { type DatabaseRole, databaseRoles } from "@trialflow/schema";
import type postgres from "postgres";

const attributes = (role: DatabaseRole): string => (role.canLogin ? "login" : "nologin");

/** The statements that an administrator runs once where the program may not create roles itself. */
export const createRolesSql = (user: string): string =>
  [
    ...databaseRoles.flatMap((role: DatabaseRole) => [
      `create role ${role.name} ${attributes(role)};`,
      ...role.memberOf.map((group) => `grant ${group} to ${role.name};`),
    ]),
    // A login role of our own has its groups from its declaration.
    ...databaseRoles
      .filter((role) => !role.canLogin && !databaseRoles.some(({ name }) => name === user))
      .map((role) => `grant ${role.name} to "${user}";`),
  ].join("\n");

/**
 * Creates the roles and memberships that are missing, and makes the connected user a member of each group.
 *
 * Roles belong to the whole server: another database's migration may create one at the same moment, which is no error.
 * Idempotent   yes; writes nothing when all is there
 */
export const ensureRoles = async (client: postgres.Sql): Promise<void> => {
  const existing = new Set((await client`select rolname from pg_roles`).map((row) => row["rolname"] as string));
  for (const role of databaseRoles as ReadonlyArray<DatabaseRole>) {
    if (existing.has(role.name)) continue;
    await client.unsafe(
      `do $$ begin create role ${role.name} ${attributes(role)};
       exception when duplicate_object or unique_violation then null; end $$`,
    );
  }
  for (const role of databaseRoles as ReadonlyArray<DatabaseRole>) {
    for (const group of role.memberOf) await grantMissing(client, group, role.name);
  }
  const [me] = await client<[{ name: string; is_superuser: boolean }]>`
    select current_user as name, rolsuper as is_superuser from pg_roles where rolname = current_user`;
  if (me.is_superuser) return;
  for (const role of databaseRoles) {
    if (!role.canLogin && role.name !== me.name) await grantMissing(client, role.name, me.name);
  }
};

const grantMissing = async (client: postgres.Sql, group: string, member: string): Promise<void> => {
  const [row] = await client<[{ is_member: boolean }]>`
    select exists (
      select from pg_auth_members
      where roleid = ${group}::regrole and member = (select oid from pg_roles where rolname = ${member})
    ) as is_member`;
  if (row.is_member) return;
  await client`grant ${client(group)} to ${client(member)}`;
};
