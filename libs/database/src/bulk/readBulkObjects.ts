import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";

/** A foreign key, constraint or index that makes writing slow: how it goes, and how it comes back as it was. */
export interface BulkObject {
  readonly remove: string;
  readonly build: string;
  /** Names the tables that both statements lock: a foreign key's are two. */
  readonly tables: ReadonlyArray<string>;
}

/**
 * Reads what has to go from tables before they are written in bulk, in the order of removal; it is built again in the opposite one.
 *
 * `tables` are qualified and quoted names. Foreign keys come first, those of other tables that refer to these too; then primary
 * keys, unique and exclusion constraints, then the other indexes. What its definition does not tell whole stays where it is: an index
 * with a tablespace of its own or a mark (cluster, replica identity), one that is not valid, and what a view depends on.
 *
 * Reads   pg_constraint, pg_index
 */
export const readBulkObjects = (
  tables: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<BulkObject>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.query("bulk.read_objects", (db) =>
      db.execute<BulkObject & Record<string, unknown>>(sql`
with relation as (
  select name::regclass::oid as oid from jsonb_array_elements_text(${JSON.stringify(tables)}::text::jsonb) as listed(name)
), reference as (
  select * from pg_constraint
  where contype = 'f' and conparentid = 0
    and (conrelid in (select oid from relation) or confrelid in (select oid from relation))
), index_object as (
  select pg_index.indexrelid, pg_index.indrelid, own.oid as constraint_oid, own.conname
  from pg_index
  join pg_class on pg_class.oid = pg_index.indexrelid
  left join pg_constraint own on own.conindid = pg_index.indexrelid and own.conrelid = pg_index.indrelid and own.contype in ('p', 'u', 'x')
  where pg_index.indrelid in (select oid from relation)
    and pg_index.indisvalid and not pg_index.indisclustered and not pg_index.indisreplident
    and pg_class.reltablespace = 0
    and (own.oid is null or pg_class.reloptions is null)
    and not exists (select from pg_attribute where attrelid = pg_index.indexrelid and coalesce(attstattarget, -1) >= 0)
    and not exists (
      select from pg_depend
      where deptype <> 'i'
        and (refclassid = 'pg_class'::regclass and refobjid = pg_index.indexrelid
          or refclassid = 'pg_constraint'::regclass and refobjid = own.oid)
        and not (classid = 'pg_constraint'::regclass and objid in (select oid from reference))
    )
)
select 1 as rank, conname as name,
       format('alter table %s drop constraint %I', conrelid::regclass, conname) as remove,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
         || coalesce(format('; comment on constraint %I on %s is %L', conname, conrelid::regclass, obj_description(oid, 'pg_constraint')), '') as build,
       array[conrelid::regclass::text, confrelid::regclass::text] as tables
from reference
union all
select 2, conname,
       format('alter table %s drop constraint %I', indrelid::regclass, conname),
       format('alter table %s add constraint %I %s', indrelid::regclass, conname, pg_get_constraintdef(constraint_oid))
         || coalesce(format('; comment on constraint %I on %s is %L', conname, indrelid::regclass, obj_description(constraint_oid, 'pg_constraint')), '')
         || coalesce(format('; comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class')), ''),
       array[indrelid::regclass::text]
from index_object
where constraint_oid is not null
union all
select 3, indexrelid::regclass::text,
       format('drop index %s', indexrelid::regclass),
       pg_get_indexdef(indexrelid)
         || coalesce(format('; comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class')), ''),
       array[indrelid::regclass::text]
from index_object
where constraint_oid is null
order by rank, tables, name`),
    ),
  );
