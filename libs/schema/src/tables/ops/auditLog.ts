import { bigint, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { bytea, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";

/**
 * Holds every act that created or changed data or configuration. Grain: one row per act, append-only.
 *
 * Written by `ops.append_audit` alone, in the transaction of the act. `hash` is the SHA-256 over `previous_hash` and the
 * entry's canonical text (`ops.audit_canonical`), so a changed, removed or inserted entry breaks the chain.
 */
export const auditLog = ops.table("audit_log", {
  entry_id: bigint({ mode: "number" }).primaryKey(),
  occurred_at: moment().notNull(),
  act: text().notNull(),
  subject: text().notNull(),
  run_id: uuid(),
  database_role: text().notNull(),
  os_user: text().notNull(),
  program_version: text().notNull(),
  reason: text(),
  details: jsonb().$type<Record<string, unknown>>().notNull(),
  content_hash: text(),
  previous_hash: bytea().notNull(),
  hash: bytea().notNull(),
});
