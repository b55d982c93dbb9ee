import { fileURLToPath } from "node:url";
import { migrationsFolder } from "@trialflow/schema";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type postgres from "postgres";

/** Drizzle keeps its list of applied migrations here; not in a schema that the tables' declarations name. */
export const migrationsTable = { migrationsSchema: "migrations", migrationsTable: "applied" } as const;

export const migrationsPath = fileURLToPath(migrationsFolder);

/** What the database has against what the program brings. */
export interface MigrationState {
  readonly appliedCount: number;
  readonly pendingCount: number;
  /** Applied migrations that the program does not know: a newer program was here. */
  readonly unknownCount: number;
}

/** Compares by content hash, so that a migration merged late with an older timestamp is seen, too. */
export const readMigrationState = async (client: postgres.Sql): Promise<MigrationState> => {
  const known = new Set(readMigrationFiles({ migrationsFolder: migrationsPath }).map((migration) => migration.hash));
  const [table] = await client<[{ exists: boolean }]>`
    select to_regclass('migrations.applied') is not null as exists`;
  const applied = table.exists
    ? new Set((await client`select hash from migrations.applied`).map((row) => row["hash"] as string))
    : new Set<string>();
  return {
    appliedCount: applied.size,
    pendingCount: [...known].filter((hash) => !applied.has(hash)).length,
    unknownCount: [...applied].filter((hash) => !known.has(hash)).length,
  };
};
