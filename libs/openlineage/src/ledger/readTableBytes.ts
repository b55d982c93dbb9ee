import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/**
 * Reads how many bytes each table of raw, staging and analytics takes on the disk, without its indexes.
 *
 * Reads    pg_catalog
 */
export const readTableBytes: Effect.Effect<Readonly<Record<string, number>>, DatabaseError, Database> = Effect.gen(
  function* () {
    const { query } = yield* Database;
    const rows = yield* query("openlineage.table_bytes", (db) =>
      db.execute<{ name: string; bytes: string }>(sql`
        select n.nspname || '.' || c.relname as name, pg_table_size(c.oid)::text as bytes
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('raw', 'staging', 'analytics') and c.relkind = 'r'`),
    );
    return Object.fromEntries([...rows].map(({ name, bytes }) => [name, Number(bytes)]));
  },
);
