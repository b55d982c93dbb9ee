import { type AuditLogEntry, Database, type DatabaseError } from "@trialflow/database";
import { auditLog } from "@trialflow/schema";
import type { TableContents } from "@trialflow/transform";
import { desc, sql } from "drizzle-orm";
import { Effect, Option } from "effect";

/** The newest act that wrote analytics, and what each table held when it had. */
export interface Publication {
  readonly entry: AuditLogEntry;
  readonly contents: TableContents;
}

/** Finds the newest act that wrote analytics; none before the first publication. */
export const newestPublication: Effect.Effect<Option.Option<Publication>, DatabaseError, Database> = Effect.gen(
  function* () {
    const database = yield* Database;
    const [entry] = yield* database.query("evidence.newest_publication", (db) =>
      db
        .select()
        .from(auditLog)
        .where(sql`jsonb_typeof(${auditLog.details} -> 'contents') = 'object'`)
        .orderBy(desc(auditLog.entry_id))
        .limit(1),
    );
    return entry === undefined
      ? Option.none()
      : Option.some({ entry, contents: entry.details["contents"] as TableContents });
  },
);
