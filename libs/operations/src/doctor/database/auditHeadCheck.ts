import { Database } from "@trialflow/database";
import { auditLog } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, ok } from "../Diagnosis.ts";

interface Head extends Record<string, unknown> {
  readonly entries: number;
  readonly newest: number;
  readonly hash: string;
  readonly computed: string;
  readonly before: string | null;
  readonly previous: string;
}

/** Whether the audit log has an end that fits: the whole chain is `trialflow audit verify`'s. */
export const auditHeadCheck: DatabaseCheck = {
  check: "audit log",
  expected: "a newest entry whose number, hash and link to the one before are right",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [head] = yield* database.query("doctor.audit_head", (db) =>
        db.execute<Head>(sql`
          select (select count(*) from ${auditLog})::float8 as entries, head.entry_id::float8 as newest, encode(head.hash, 'hex') as hash,
                 encode(sha256(head.previous_hash || convert_to(ops.audit_canonical(head), 'UTF8')), 'hex') as computed,
                 (select encode(hash, 'hex') from ${auditLog} where entry_id = head.entry_id - 1) as before,
                 encode(head.previous_hash, 'hex') as previous
          from ${auditLog} head order by head.entry_id desc limit 1`),
      );
      const remedy = "Stop writing to the database, keep a copy of it, and find out more: trialflow audit verify";
      if (head === undefined) return failed(words, "an empty audit log: its entries were removed", remedy);
      const { entries, newest, hash, computed, before, previous } = head;
      if (entries !== newest)
        return failed(words, `${entries} entries, of which the newest is number ${newest}`, remedy);
      if (hash !== computed || (newest > 1 && before !== previous)) {
        return failed(words, `entry ${newest} was changed after it was written, or the one before it was`, remedy);
      }
      return ok(words, `${entries} entries, the newest with hash ${hash.slice(0, 12)}…`);
    }),
};
