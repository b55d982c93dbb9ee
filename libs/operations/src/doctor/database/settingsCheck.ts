import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, ok, warning } from "../Diagnosis.ts";

const megabyte = 1024 * 1024;

/** Settings of the server that lose data after a crash, let tables grow without end or make everything slow. */
export const settingsCheck: DatabaseCheck = {
  check: "server settings",
  expected: "fsync, full_page_writes and autovacuum on, shared_buffers of 64 MB and work_mem of 4 MB or more",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [row] = yield* database.query("doctor.settings", (db) =>
        db.execute<{ fsync: string; pages: string; autovacuum: string; buffers: number; work: number }>(sql`
          select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
                 current_setting('autovacuum') as autovacuum,
                 pg_size_bytes(current_setting('shared_buffers'))::float8 as buffers,
                 pg_size_bytes(current_setting('work_mem'))::float8 as work`),
      );
      const { fsync = "", pages = "", autovacuum = "", buffers = 0, work = 0 } = row ?? {};
      const found = `fsync ${fsync}, full_page_writes ${pages}, autovacuum ${autovacuum}, shared_buffers ${buffers / megabyte} MB, work_mem ${work / megabyte} MB`;
      if (fsync === "off" || pages === "off") {
        return failed(
          words,
          found,
          "A crash of the server's machine can destroy the database: set fsync and full_page_writes to on in postgresql.conf and reload the server.",
        );
      }
      if (autovacuum === "off") {
        return warning(
          words,
          found,
          "Tables grow and plans go stale: alter system set autovacuum = on; select pg_reload_conf();",
        );
      }
      if (buffers < 64 * megabyte) {
        return warning(
          words,
          found,
          "Give shared_buffers an eighth to a quarter of the machine's memory and restart the server.",
        );
      }
      return work < 4 * megabyte
        ? warning(words, found, "alter system set work_mem = '16MB'; select pg_reload_conf();")
        : ok(words, found);
    }),
};
