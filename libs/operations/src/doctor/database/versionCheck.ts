import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, ok } from "../Diagnosis.ts";

/** The version of the server. */
export const versionCheck: DatabaseCheck = {
  check: "server version",
  expected: "PostgreSQL 15 or newer",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [row] = yield* database.query("doctor.version", (db) =>
        db.execute<{ number: number; text: string }>(sql`
          select current_setting('server_version_num')::int as number, current_setting('server_version') as text`),
      );
      const found = `PostgreSQL ${row?.text}`;
      return (row?.number ?? 0) < 150_000 ? failed(words, found, "Upgrade the server.") : ok(words, found);
    }),
};
