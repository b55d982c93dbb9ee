import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { Db } from "../Connection.ts";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";

/** One act that created or changed data or configuration. */
export interface AuditEntry {
  readonly act: string;
  readonly subject: string;
  readonly runId: string | null;
  readonly osUser: string;
  readonly programVersion: string;
  /** Why; mandatory for what a person decides by hand. */
  readonly reason: string | null;
  readonly details: Record<string, unknown>;
  readonly contentHash: string | null;
}

/** The statement of {@link appendAudit}, for a caller that holds a connection of its own. */
export const appendAuditStatement = (db: Db, entry: AuditEntry) =>
  db.execute<{ entry_id: number }>(sql`select ops.append_audit(
    ${entry.act}, ${entry.subject}, ${entry.runId}::uuid, ${entry.osUser}, ${entry.programVersion},
    ${entry.reason}, ${JSON.stringify(entry.details)}::text::jsonb, ${entry.contentHash})::float8 as entry_id`);

/**
 * Appends an entry to the audit chain, in the current transaction: the act and its evidence stand or fall together. Gives the entry's number.
 *
 * Writes   ops.audit_log, one row
 */
export const appendAudit = (entry: AuditEntry): Effect.Effect<number, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("audit.append", (db) => appendAuditStatement(db, entry)),
      ([row]) => row?.entry_id ?? 0,
    ),
  );
