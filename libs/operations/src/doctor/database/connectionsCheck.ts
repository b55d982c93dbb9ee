import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { type Diagnosis, ok, warning } from "../Diagnosis.ts";

/** So much of `max_connections` may be in use. */
const fullShare = 0.8;

const words = { check: "connections", expected: `less than ${fullShare * 100} % of max_connections in use` };

/** Judges how many of the connections that others than superusers may have are in use. */
export const judgeConnections = (used: number, most: number): Diagnosis => {
  const found = `${used} of ${most} in use`;
  return used >= most * fullShare
    ? warning(
        words,
        found,
        "Raise max_connections and restart the server, lower TRIALFLOW_DATABASE_POOL_SIZE, or put PgBouncer in session mode before it. Who holds them: select usename, application_name, count(*) from pg_stat_activity group by 1, 2",
      )
    : ok(words, found);
};

/** How many connections the server has left for others. */
export const connectionsCheck: DatabaseCheck = {
  ...words,
  examine: () =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [row] = yield* database.query("doctor.connections", (db) =>
        db.execute<{ used: number; most: number }>(sql`
          select (select count(*) from pg_stat_activity where backend_type = 'client backend')::int as used,
                 (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int) as most`),
      );
      return judgeConnections(row?.used ?? 0, row?.most ?? 0);
    }),
};
