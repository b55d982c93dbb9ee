import * as declarations from "@trialflow/schema";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";

/** The schemas between which data moves. */
export type Zone = "raw" | "staging" | "analytics";

/** All declared tables of the warehouse. */
export const declaredTables: ReadonlyArray<PgTable> = Object.values<unknown>(declarations).filter(
  (value): value is PgTable => is(value, PgTable),
);

/** Finds the declared tables of a schema that hold data: the note of what is to be published is none. */
export const tablesOf = (zone: Zone): ReadonlyArray<PgTable> =>
  declaredTables.filter((table) => getTableConfig(table).schema === zone && table !== declarations.unpublishedTrials);

/** Names a table as the ledger does: `staging.trials`. */
export const qualifiedName = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table);
  return `${schema}.${name}`;
};
