import { Database, type DatabaseError } from "@trialflow/database";
import type { DatabaseRoleName } from "@trialflow/schema";
import { Effect } from "effect";

/** The rows of a statement, cells as JavaScript values, in the order of the statement's columns. */
export interface SqlResult {
  readonly columns: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>;
}

/**
 * Runs one statement in a read-only transaction, with the rights of a role if one is named.
 *
 * One statement only: the extended protocol refuses a second one, so a text cannot end the transaction and go on writing.
 */
export const readOnlySql = (
  statement: string,
  role?: DatabaseRoleName,
): Effect.Effect<SqlResult, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation: "sql", isReadOnly: true, ...(role === undefined ? {} : { role }) },
      database.rows("sql", statement),
    ),
  );
