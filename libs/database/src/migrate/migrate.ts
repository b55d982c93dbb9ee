import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { Effect, Redacted } from "effect";
import postgres from "postgres";
import { appendAuditStatement } from "../audit/appendAudit.ts";
import { classify } from "../classify.ts";
import { Database } from "../Database.ts";
import { driverOptions } from "../driverOptions.ts";
import { DatabaseError } from "../errors.ts";
import { createRolesSql, ensureRoles } from "./ensureRoles.ts";
import { grantStatements } from "./grantStatements.ts";
import { migrationsPath, migrationsTable, readMigrationState } from "./migrationState.ts";

/** What a migration did. */
export interface MigrationReport {
  readonly appliedCount: number;
  readonly totalCount: number;
}

const operation = "database.migrate";
const oldestSupported = 150000;

const refusal = (reason: DatabaseError["reason"], detail: string, remedy: string) =>
  new DatabaseError({ operation, reason, sqlState: null, detail, remedy, isRetryable: false });

const checkServer = async (client: postgres.Sql) => {
  const [row] = await client<[{ number: number; text: string }]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as text`;
  if (row.number < oldestSupported) {
    throw refusal("UnsupportedServer", `the server is PostgreSQL ${row.text}`, "Use PostgreSQL 15 or newer.");
  }
};

const checkNotNewer = (unknownCount: number) => {
  if (unknownCount > 0) {
    throw refusal(
      "DatabaseIsNewer",
      `the database has ${unknownCount} migration(s) that this program does not know: a newer program migrated it`,
      "Update Trialflow to that version or newer; nothing was changed.",
    );
  }
};

/** Creates roles where the user may; where not, says what an administrator has to run. */
const prepareRoles = async (client: postgres.Sql) => {
  try {
    await ensureRoles(client);
    const [row] = await client<[{ may_create: boolean; name: string }]>`
      select has_database_privilege('dataops', current_database(), 'create') as may_create, current_database() as name`;
    if (!row.may_create) await client`grant create on database ${client(row.name)} to dataops`;
  } catch (error) {
    const found = classify(operation)(error);
    if (found.reason !== "InsufficientPrivilege") throw found;
    const [user] = await client<[{ name: string; database: string }]>`
      select current_user as name, current_database() as database`;
    throw refusal(
      "InsufficientPrivilege",
      `the user "${user.name}" may not create the roles that Trialflow works with: ${found.detail}`,
      `Have an administrator run once:\n${createRolesSql(user.name)}\ngrant create on database "${user.database}" to dataops;`,
    );
  }
};

/**
 * Brings the database to the program's schema: roles, migrations, grants.
 *
 * Everything happens on one connection under an advisory lock, because Drizzle's migrator takes none; the schemas belong
 * to `dataops` from the start. A database that a newer program migrated is refused.
 * Idempotent   yes; without a pending migration nothing is written
 */
export const migrate = (
  programVersion: string,
  osUser: string,
): Effect.Effect<MigrationReport, DatabaseError, Database> =>
  Effect.gen(function* () {
    const { url } = yield* Database;
    const options = yield* driverOptions(url);
    return yield* Effect.acquireUseRelease(
      Effect.sync(() => postgres(Redacted.value(url), { ...options, max: 1 })),
      (client) =>
        Effect.tryPromise({
          try: async () => {
            await checkServer(client);
            await client`select pg_advisory_lock(hashtext('trialflow.migrate'))`;
            const before = await readMigrationState(client);
            checkNotNewer(before.unknownCount);
            if (before.pendingCount > 0) {
              await prepareRoles(client);
              await client`set role dataops`;
              await applyMigrations(drizzle({ client }), { migrationsFolder: migrationsPath, ...migrationsTable });
              const after = await readMigrationState(client);
              if (after.pendingCount > 0) {
                throw refusal(
                  "MigrationFailed",
                  `${after.pendingCount} migration(s) were passed over because a later one is already applied`,
                  "Give the late migration a newer timestamp in migrations/meta/_journal.json.",
                );
              }
              await drizzle({ client }).transaction(async (tx) => {
                const grants = grantStatements();
                for (const statement of grants) await tx.execute(sql.raw(statement));
                await appendAuditStatement(tx, {
                  act: "migrate",
                  subject: "database",
                  runId: null,
                  osUser,
                  programVersion,
                  reason: null,
                  details: { applied: before.pendingCount, total: after.appliedCount, grants: grants.length },
                  contentHash: null,
                });
              });
            }
            return { appliedCount: before.pendingCount, totalCount: before.appliedCount + before.pendingCount };
          },
          catch: classify(operation),
        }),
      (client) => Effect.promise(() => client.end({ timeout: 2 }).catch(() => {})),
    );
  });
