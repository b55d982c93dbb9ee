import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/**
 * Reads how many bytes each table of raw, staging and analytics takes on the disk with all its partitions, without its indexes.
 *
 * Reads    pg_catalog
 */
export const readTableBytes: Effect.Effect<Readonly<Record<string, number>>, DatabaseError, Database> = Effect.gen(
  function* () {
    const { query } = yield* Database;
    const rows = yield* query("openlineage.table_bytes", (db) =>
      db.execute<{ name: string; bytes: string }>(sql`
        select n.nspname || '.' || c.relname as name,
               (select sum(pg_table_size(coalesce(part.relid, c.oid)))
                from (select c.oid) root(oid) left join lateral pg_partition_tree(c.oid) part on true)::text as bytes
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('raw', 'staging', 'analytics') and c.relkind in ('r', 'p') and not c.relispartition`),
    );
    return Object.fromEntries([...rows].map(({ name, bytes }) => [name, Number(bytes)]));
  },
);
