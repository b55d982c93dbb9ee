import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { Effect, Stream } from "effect";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";
import type { CopyValue } from "./copyText.ts";

/**
 * Streams rows, as Drizzle's insert type has them, into their table by COPY, in the current transaction if there is one.
 *
 * A property that a row lacks is NULL: column defaults do not apply.
 * Units    the result counts rows
 */
export const copyTable = <T extends PgTable, E, R>(
  table: T,
  rows: Stream.Stream<ReadonlyArray<T["$inferInsert"]>, E, R>,
): Effect.Effect<number, E | DatabaseError, R | Database> => {
  const { schema, name } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table));
  return Effect.flatMap(Database, (database) =>
    database.copyRows(
      `copy into ${schema === undefined ? name : `${schema}.${name}`}`,
      { ...(schema === undefined ? {} : { schema }), table: name, columns: columns.map(([, column]) => column.name) },
      Stream.map(rows, (batch) =>
        batch.map((row) => columns.map(([key]) => ((row as Record<string, unknown>)[key] ?? null) as CopyValue)),
      ),
    ),
  );
};
