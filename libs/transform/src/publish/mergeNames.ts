import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { NameDimension } from "./nameDimensions.ts";

const list = (columns: ReadonlyArray<AnyPgColumn>) =>
  sql.join(
    columns.map((column) => sql`${column}`),
    sql`, `,
  );

/**
 * Builds `insert into <dimension> ... select ... group by` for the staged entries that `rest` (joins and conditions) leaves.
 *
 * Of the spellings that differ in case alone one is shown, always the same: the first in byte order.
 */
export const insertNames = ({ table, id, name, attributes, staged }: NameDimension, rest: SQL): SQL => {
  const columns = [id, name, ...attributes.map(({ column }) => column)].map(({ name }) => sql.identifier(name));
  const others = attributes.map(({ staged }) => staged);
  return sql`insert into ${table} (${sql.join(columns, sql`, `)})
select ${list([staged.id])}, min(${staged.name} collate "C")${others.length === 0 ? sql`` : sql`, ${list(others)}`}
from ${staged.table} ${rest}
group by ${list([staged.id, ...others])}`;
};

/**
 * Adds the names that are new and gives every name its spelling; before the trials' entries are inserted.
 *
 * Reads    the staging table of the list in which the name stands, every row
 * Writes   the dimension
 */
export const mergeNames = (dimension: NameDimension): SQL => {
  const { id, name, staged } = dimension;
  return sql`${insertNames(dimension, sql`where ${staged.id} is not null`)}
on conflict (${sql.identifier(id.name)}) do update set ${sql.identifier(name.name)} = excluded.${sql.identifier(name.name)}
where ${name} is distinct from excluded.${sql.identifier(name.name)}`;
};

/**
 * Removes the names that no trial uses any more; after the trials' entries are inserted.
 *
 * Reads    the published list, every row
 * Writes   the dimension
 */
export const pruneNames = ({ table, id, published }: NameDimension): SQL =>
  sql`delete from ${table} where not exists (select from ${published.table} where ${published.id} = ${id})`;
