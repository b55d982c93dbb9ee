import { Database, type DatabaseError } from "@trialflow/database";
import type { SQL } from "drizzle-orm";
import { Effect } from "effect";
import type { Check } from "../Check.ts";
import { tableName } from "../compile/tableName.ts";
import { QualityError } from "../errors.ts";
import { CheckBroken } from "../QualityReason.ts";

/** Sends a statement and gives its rows. */
export const ask = <Row extends Record<string, unknown>>(
  operation: string,
  statement: SQL,
): Effect.Effect<ReadonlyArray<Row>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query(operation, (db) => db.execute(statement)),
      (rows) => [...rows] as unknown as ReadonlyArray<Row>,
    ),
  );

/** Tells a check that the server refused from a connection or a server that was not to be had. */
export const isRefusal = (error: DatabaseError): boolean => error.sqlState !== null && !error.isRetryable;

/** Sends a statement of one check. A refusal by the server is the check's failure and says its name. */
export const askFor = <Row extends Record<string, unknown>>(
  suite: string,
  check: Check,
  statement: SQL,
): Effect.Effect<ReadonlyArray<Row>, QualityError | DatabaseError, Database> => {
  const operation = `quality.check ${check.name}`;
  return Effect.mapError(ask<Row>(operation, statement), (error) =>
    isRefusal(error)
      ? new QualityError({
          operation,
          reason: new CheckBroken({
            suite,
            check: check.name,
            table: tableName(check.table),
            sqlState: error.sqlState,
            detail: error.detail,
            remedy: error.remedy,
          }),
          cause: error,
        })
      : error,
  );
};
