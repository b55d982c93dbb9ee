import { auditLog } from "@trialflow/schema";
import { and, desc, eq, gte } from "drizzle-orm";
import { Effect } from "effect";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";

/** An entry of the audit log, all of it. */
export type AuditLogEntry = typeof auditLog.$inferSelect;

/** Which entries to read; everything by default. */
export interface EntryFilter {
  readonly entryId?: number;
  readonly act?: string;
  readonly since?: Date;
  readonly limit?: number;
}

/** Reads entries of the audit log, the newest first. */
export const readEntries = ({
  entryId,
  act,
  since,
  limit,
}: EntryFilter): Effect.Effect<ReadonlyArray<AuditLogEntry>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.query("audit.read_entries", (db) => {
      const found = db
        .select()
        .from(auditLog)
        .where(
          and(
            entryId === undefined ? undefined : eq(auditLog.entry_id, entryId),
            act === undefined ? undefined : eq(auditLog.act, act),
            since === undefined ? undefined : gte(auditLog.occurred_at, since),
          ),
        )
        .orderBy(desc(auditLog.entry_id));
      return limit === undefined ? found : found.limit(limit);
    }),
  );
