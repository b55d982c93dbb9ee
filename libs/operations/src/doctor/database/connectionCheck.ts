import { Database, type DatabaseInfo } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Duration, Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { type Diagnosis, ok, warning } from "../Diagnosis.ts";

const operation = "doctor.connection";
const slowMs = 50;

const isThisMachine = (host: string): boolean =>
  host === "" || /^(localhost|127(\.\d+){3}|::1|\[::1\]|\/.*)$/.test(host);

const words = { check: "connection", expected: `an answer within ${slowMs} ms, and TLS to another machine` };

/** How the server is reached. */
export interface Way {
  readonly info: DatabaseInfo;
  /** The version of TLS; null without. */
  readonly tls: string | null;
  /** How long an answer takes. */
  readonly ms: number;
}

/** Judges how the server is reached. */
export const judgeWay = ({ info: { host, port, database, user, isEmbedded }, tls, ms }: Way): Diagnosis => {
  const kind = isEmbedded ? "embedded server" : "server";
  const found = `${kind} ${host}:${port}, database "${database}", login "${user}", ${tls ?? "no TLS"}, ${ms} ms`;
  if (tls === null && !isThisMachine(host)) {
    return warning(
      words,
      found,
      "Data and password go over the network in the clear: switch TLS on at the server, and add ?sslmode=verify-full to DATABASE_URL with TRIALFLOW_DATABASE_SSL_ROOT_CERT.",
    );
  }
  return ms > slowMs
    ? warning(words, found, "Loads take many round trips: run Trialflow near the server, or look into its load.")
    : ok(words, found);
};

/** Where the server is, whether the way there is encrypted, and how long an answer takes. */
export const connectionCheck: DatabaseCheck = {
  ...words,
  examine: () =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [session] = yield* database.query(operation, (db) =>
        db.execute<{ version: string | null }>(
          sql`select case when ssl then version end as version from pg_stat_ssl where pid = pg_backend_pid()`,
        ),
      );
      const [taken] = yield* Effect.timed(database.query(operation, (db) => db.execute(sql`select 1`)));
      const ms = Math.round(Duration.toMillis(taken) * 10) / 10;
      return judgeWay({ info: database.info, tls: session?.version ?? null, ms });
    }),
};
