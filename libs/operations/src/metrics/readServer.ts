import { Database, type DatabaseError } from "@trialflow/database";
import { auditLog, engineSchema, schemaNames } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { ServerFacts } from "./WarehouseMetrics.ts";

const schemas = sql.raw(`'{${[...schemaNames, engineSchema].join(",")}}'::text[]`);

/**
 * Reads what the server says of the current database: size, sessions, and its own counters, which every user may see.
 *
 * The entries of the audit log have no gaps (`ops.append_audit`), so the newest one's number is how many there are.
 *
 * Reads    pg_stat_database, pg_stat_activity, pg_class; ops.audit_log, its newest key
 */
export const readServer: Effect.Effect<ServerFacts, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const rows = yield* database.query("metrics.server", (db) =>
    db.execute<Omit<ServerFacts, "connections"> & { readonly trialflow: number; readonly other: number }>(sql`
      select pg_database_size(stat.datid)::float8 as "sizeBytes", sizes.sizes as "schemaBytes", sessions.trialflow, sessions.other,
             current_setting('max_connections')::float8 as "maxConnections",
             stat.xact_commit::float8 as committed, stat.xact_rollback::float8 as "rolledBack",
             stat.blks_hit::float8 as "blocksHit", stat.blks_read::float8 as "blocksRead",
             stat.temp_bytes::float8 as "temporaryBytes", stat.deadlocks::float8 as deadlocks,
             coalesce((select max(${auditLog.entry_id}) from ${auditLog}), 0)::float8 as "auditEntries"
      from pg_stat_database as stat,
        lateral (
          select coalesce(json_object_agg(schema, bytes), '{}') as sizes from (
            select nspname::text as schema, coalesce(sum(pg_total_relation_size(class.oid)), 0)::float8 as bytes
            from pg_namespace as namespace left join pg_class as class on class.relnamespace = namespace.oid and class.relkind in ('r', 'm')
            where nspname = any(${schemas}) group by nspname
          ) as by_schema
        ) as sizes,
        lateral (
          select count(*) filter (where starts_with(application_name, 'trialflow'))::float8 as trialflow,
                 count(*) filter (where not starts_with(application_name, 'trialflow'))::float8 as other
          from pg_stat_activity where datid = stat.datid
        ) as sessions
      where stat.datname = current_database()`),
  );
  const [row] = rows;
  if (row === undefined) return yield* Effect.die(new Error("pg_stat_database has no row of the current database"));
  const { trialflow, other, ...facts } = row;
  return { ...facts, connections: { trialflow, other } };
});
