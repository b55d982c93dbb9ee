import { type SQL, sql } from "drizzle-orm";

/** So much of a table has to be new before its statistics are taken again: what autovacuum takes for enough. */
const share = 0.1;

/**
 * Names, as ANALYZE takes them, the tables whose statistics no longer fit and, of each, the columns that joins and look-ups go by: those of
 * its indexes and foreign keys. A table that has hardly grown or shrunk is not among them; of a partitioned one, only its new partitions.
 *
 * The other columns hold what people read: long texts, of which no plan of a step depends and which are most of the work. Autovacuum
 * looks at them in its own time, since ANALYZE of some columns does not count for it.
 *
 * `tables` are qualified and quoted names; `isForced` names all of them that have rows.
 * Reads   pg_class, pg_index, pg_constraint, pg_stats
 */
export const tablesToAnalyze = (
  tables: ReadonlyArray<string>,
  { isForced = false }: { readonly isForced?: boolean } = {},
): SQL => sql`
with wanted as (
  select distinct name::regclass as relation from jsonb_array_elements_text(${JSON.stringify(tables)}::text::jsonb) as listed(name)
), leaf as (
  select wanted.relation as root, coalesce(part.relid, wanted.relation) as relation
  from wanted left join lateral pg_partition_tree(wanted.relation) part on true
  where part.isleaf or part.relid is null
), measured as (
  select leaf.root, leaf.relation,
         pg_relation_size(leaf.relation) as size,
         abs(pg_relation_size(leaf.relation) - greatest(relpages, 0)::bigint * current_setting('block_size')::int) as difference,
         exists (select from pg_stats where schemaname = nspname and tablename = relname) as is_known
  from leaf
  join pg_class on pg_class.oid = leaf.relation
  join pg_namespace on pg_namespace.oid = relnamespace
), root as (
  select measured.root as relation
  from measured
  join pg_class on pg_class.oid = measured.root and relkind = 'p'
  join pg_namespace on pg_namespace.oid = relnamespace
  group by measured.root, nspname, relname
  having sum(size) > 0 and (
    ${isForced} or sum(difference) > sum(size) * ${share}::float8 or not exists (select from pg_stats where schemaname = nspname and tablename = relname and inherited))
), stale as (
  select relation from root
  union
  select relation from measured
  where size > 0 and (${isForced} or not is_known or difference > size * ${share}::float8) and root not in (select relation from root)
), key_column as (
  select relation, unnest(indkey::int2[]) as attnum from stale join pg_index on indrelid = relation
  union
  select relation, unnest(conkey) from stale join pg_constraint on conrelid = relation and contype = 'f'
)
select stale.relation::text || coalesce((
         select format(' (%s)', string_agg(quote_ident(attname), ', ' order by pg_attribute.attnum))
         from key_column join pg_attribute on attrelid = key_column.relation and pg_attribute.attnum = key_column.attnum
         where key_column.relation = stale.relation and key_column.attnum > 0), '') as target
from stale
order by 1`;
