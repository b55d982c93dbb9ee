import * as schema from "@trialflow/schema";
import { is } from "drizzle-orm";
import { getTableConfig, getViewConfig, type PgColumn, PgTable, PgView } from "drizzle-orm/pg-core";

type Schema = typeof schema;

/** The names under which the schema library exports its tables and views. */
export type RelationKey = {
  [K in keyof Schema]: Schema[K] extends PgTable | PgView ? K : never;
}[keyof Schema];

/** The columns of a table or view. */
export type ColumnName<Relation> = Relation extends PgTable
  ? Extract<keyof Relation["_"]["columns"], string>
  : Relation extends PgView
    ? Extract<keyof Relation["_"]["selectedFields"], string>
    : never;

/** A text for each column of each table and view: a column without one, or a text without a column, does not compile. */
export type ColumnTexts = {
  readonly [K in RelationKey]: { readonly [C in ColumnName<Schema[K]>]: string };
};

/** A table or a view as the page shows it. */
export interface Relation {
  readonly key: RelationKey;
  readonly schema: string;
  readonly name: string;
  readonly isView: boolean;
  readonly columns: ReadonlyArray<PgColumn>;
  readonly primaryKey: ReadonlyArray<string>;
  /** The table that a column refers to, by the column's name. */
  readonly references: ReadonlyMap<string, string>;
}

const tableRelation = (key: RelationKey, table: PgTable): Relation => {
  const config = getTableConfig(table);
  const references = config.foreignKeys.flatMap((foreignKey) => {
    const { columns, foreignTable } = foreignKey.reference();
    const target = getTableConfig(foreignTable);
    return columns.map((column) => [column.name, `${target.schema}.${target.name}`] as const);
  });
  return {
    key,
    schema: config.schema ?? "public",
    name: config.name,
    isView: false,
    columns: config.columns,
    primaryKey: [
      ...config.columns.filter((column) => column.primary),
      ...config.primaryKeys.flatMap((primaryKey) => primaryKey.columns),
    ].map((column) => column.name),
    references: new Map(references),
  };
};

const viewRelation = (key: RelationKey, view: PgView): Relation => {
  const config = getViewConfig(view);
  return {
    key,
    schema: config.schema ?? "public",
    name: config.name,
    isView: true,
    columns: Object.values(config.selectedFields) as ReadonlyArray<PgColumn>,
    primaryKey: [],
    references: new Map(),
  };
};

/** All tables and views of the schema library, by schema, tables before views, by name. */
export const relations: ReadonlyArray<Relation> = Object.entries(schema)
  .flatMap(([key, value]) =>
    is(value, PgTable)
      ? [tableRelation(key as RelationKey, value)]
      : is(value, PgView)
        ? [viewRelation(key as RelationKey, value)]
        : [],
  )
  .sort((a, b) => Number(a.isView) - Number(b.isView) || a.name.localeCompare(b.name, "en"));
