import { getTableName, type SQL, sql } from "drizzle-orm";
import { insertNames } from "./mergeNames.ts";
import type { NameDimension } from "./nameDimensions.ts";
import { touchedTrials } from "./touchedTrials.ts";

/** The temporary table with the names in the touched trials, as they were published (`is_staged` false) and as they are staged. */
const touchedNames = ({ table }: NameDimension): SQL => sql`${sql.identifier(`touched_${getTableName(table)}`)}`;

/**
 * Finds the names in the touched trials, before anything of them is published anew.
 *
 * Reads    touched_trials, the staging and the published list, these trials' rows
 * Writes   a temporary table, one row per name and spelling, before and after
 */
export const findTouchedNames = (dimension: NameDimension): ReadonlyArray<SQL> => {
  const { staged, published } = dimension;
  const namesIn = ({ table, nctId, id, name }: typeof staged, isStaged: boolean) => sql`
select ${id} as id, ${name} as name, ${sql.raw(String(isStaged))} as is_staged
from ${touchedTrials} join ${table} on ${nctId} = ${touchedTrials.nct_id}
where ${id} is not null`;
  return [
    sql`create temporary table ${touchedNames(dimension)} on commit drop as ${namesIn(published, false)} union ${namesIn(staged, true)}`,
    sql`create index on ${touchedNames(dimension)} (id)`,
    sql`analyze ${touchedNames(dimension)}`,
  ];
};

/**
 * Adds the names that are new with the touched trials; before their entries are inserted.
 *
 * Reads    touched_trials, the staging list, these trials' rows
 * Writes   the dimension
 */
export const addTouchedNames = (dimension: NameDimension): SQL => {
  const { id, staged } = dimension;
  return sql`${insertNames(
    dimension,
    sql`join ${touchedTrials} on ${touchedTrials.nct_id} = ${staged.nctId} where ${staged.id} is not null`,
  )}
on conflict (${sql.identifier(id.name)}) do nothing`;
};

/**
 * Gives the names of the touched trials their spelling; after the trials' entries are inserted.
 *
 * As long as some trial spells a name as it is shown, it stays, unless a touched trial came with one that goes before it. Only when the
 * last such trial has gone, all entries of the name are looked at. `offset 0` keeps the planner from reading the whole list into a hash
 * table instead of asking the index for the few names.
 *
 * Reads    the temporary table of names, the published list by the index of its names
 * Writes   the dimension
 */
export const spellTouchedNames = (dimension: NameDimension): SQL => {
  const { table, id, name, published } = dimension;
  const names = touchedNames(dimension);
  return sql`
update ${table} set ${sql.identifier(name.name)} = spelt.spelling
from (
  select ${id} as id,
         case when exists (select from ${published.table} where ${published.id} = ${id} and ${published.name} = ${name} offset 0)
              then least(${name} collate "C", (select min(names.name collate "C") from ${names} as names where names.id = ${id} and names.is_staged))
              else (select min(${published.name} collate "C") from ${published.table} where ${published.id} = ${id}) end as spelling
  from ${table}
  where ${id} in (select names.id from ${names} as names)
) spelt
where spelt.id = ${id} and spelt.spelling <> ${name}`;
};

/**
 * Removes the names that touched trials had and no trial uses any more; after the trials' entries are inserted.
 *
 * Reads    the temporary table of names, the published list by the index of its names
 * Writes   the dimension
 */
export const pruneTouchedNames = (dimension: NameDimension): SQL => {
  const { table, id, published } = dimension;
  return sql`
delete from ${table}
where ${id} in (select names.id from ${touchedNames(dimension)} as names where not names.is_staged)
  and not exists (select from ${published.table} where ${published.id} = ${id})`;
};
