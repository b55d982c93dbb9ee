import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { notApplicable, ok, warning } from "../Diagnosis.ts";

/** Into so many shards the engine divides its work: Effect's default. */
const shardCount = 300;

/** Whether every shard of the engine has a scheduler that owns it; work on a shard without one waits for ever. */
export const shardsCheck: DatabaseCheck = {
  check: "shards",
  expected: `${shardCount} shards with an owner, where several schedulers work together`,
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [row] = yield* database.query("doctor.shards", (db) =>
        db.execute<{ owned: number; owners: number }>(sql`
          select count(distinct objid)::int as owned, count(distinct pid)::int as owners from pg_locks
          where locktype = 'advisory' and granted and objsubid = 2
            and database = (select oid from pg_database where datname = current_database())`),
      );
      const { owned = 0, owners = 0 } = row ?? {};
      if (owners === 0) return notApplicable(words, "no schedulers share work on this database");
      const found = `${owned} shards of ${owners} schedulers`;
      return owned < shardCount
        ? warning(
            words,
            `${found}: ${shardCount - owned} have no owner`,
            "Look again in a minute: shards move when a scheduler comes or goes. If it stays so, restart the schedulers one by one.",
          )
        : ok(words, found);
    }),
};
