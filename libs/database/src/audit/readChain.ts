import { auditLog } from "@trialflow/schema";
import { asc, gt, sql } from "drizzle-orm";
import { Effect } from "effect";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";

/** An entry of the audit log as its hash sees it: `hash` is the SHA-256 over the bytes of `previousHash` and the text `canonical`. */
export interface ChainEntry {
  readonly entryId: number;
  /** All fields of the entry but the two hashes, as a JSON array; it begins with the entry's number. */
  readonly canonical: string;
  /** Hexadecimal; empty for the first entry. */
  readonly previousHash: string;
  readonly hash: string;
}

/** What `ops.audit_canonical` says, said once more: a function that was replaced in the database does not deceive the reader. */
const canonical = sql<string>`jsonb_build_array(
  ${auditLog.entry_id}, to_char(${auditLog.occurred_at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  ${auditLog.act}, ${auditLog.subject}, ${auditLog.run_id}, ${auditLog.database_role}, ${auditLog.os_user},
  ${auditLog.program_version}, ${auditLog.reason}, ${auditLog.details}, ${auditLog.content_hash})::text`;

const hex = (column: typeof auditLog.hash | typeof auditLog.previous_hash) => sql<string>`encode(${column}, 'hex')`;

const pageSize = 2000;

/**
 * Reads the audit log for verification, in the order of the entries' numbers, a page at a time.
 *
 * Reads   ops.audit_log, every row
 */
export const readChain: Effect.Effect<ReadonlyArray<ChainEntry>, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const entries: Array<ChainEntry> = [];
  for (;;) {
    const last = entries.at(-1)?.entryId;
    const page = yield* database.query("audit.read_chain", (db) =>
      db
        .select({
          entryId: auditLog.entry_id,
          canonical,
          previousHash: hex(auditLog.previous_hash),
          hash: hex(auditLog.hash),
        })
        .from(auditLog)
        .where(last === undefined ? undefined : gt(auditLog.entry_id, last))
        .orderBy(asc(auditLog.entry_id))
        .limit(pageSize),
    );
    entries.push(...page);
    if (page.length < pageSize) return entries;
  }
});
