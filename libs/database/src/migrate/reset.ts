import { engineSchema, schemaNames } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { anchorText } from "../audit/anchor.ts";
import { appendAudit } from "../audit/appendAudit.ts";
import { readChain } from "../audit/readChain.ts";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";
import { type MigrationReport, migrate } from "./migrate.ts";
import { migrationsTable } from "./migrationState.ts";

const operation = "database.reset";

/** The schemas that a reset drops, with everything in them. */
export const resetSchemas: ReadonlyArray<string> = [...schemaNames, engineSchema, migrationsTable.migrationsSchema];

/** The end of the audit log that is about to be dropped, for whoever keeps anchors; null where there is none to read. */
const lastAnchor = Effect.map(readChain, (entries) => {
  const last = entries.at(-1);
  return last === undefined ? null : anchorText(last);
}).pipe(Effect.orElseSucceed(() => null));

/**
 * Drops Trialflow's schemas with all data, history and evidence, and migrates anew. Roles stay: they belong to the whole server.
 *
 * Acts as `dataops`, the owner of the schemas, so that a schema of the same name that belongs to somebody else is refused and
 * nothing is dropped. The caller holds the run lock.
 *
 * Writes   everything; the new audit log begins with the migration and the reset, which names the end of the old one
 * Errors   {@link DatabaseError}, reason `InsufficientPrivilege` for a schema of another owner
 */
export const resetDatabase = (
  programVersion: string,
  osUser: string,
): Effect.Effect<MigrationReport, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [found] = yield* database.query(operation, (db) =>
      db.execute<{ has_owner: boolean }>(
        sql`select exists (select from pg_roles where rolname = 'dataops') as has_owner`,
      ),
    );
    const previousHead = yield* lastAnchor;
    if (found?.has_owner) {
      yield* database.transaction(
        { operation, role: "dataops" },
        database.query(operation, (db) =>
          db.execute(
            sql`drop schema if exists ${sql.join(
              resetSchemas.map((name) => sql.identifier(name)),
              sql`, `,
            )} cascade`,
          ),
        ),
      );
    }
    const report = yield* migrate(programVersion, osUser);
    yield* database.transaction(
      { operation, role: "dataops" },
      appendAudit({
        act: "reset",
        subject: "database",
        runId: null,
        osUser,
        programVersion,
        reason: "confirmed at the command line",
        details: { dropped: resetSchemas, previous_head: previousHead },
        contentHash: null,
      }),
    );
    return report;
  });
