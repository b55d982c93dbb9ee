import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/**
 * Runs reading statements with an auditor's rights on one state of the database: what is committed meanwhile is not seen, so that
 * the log and the data that it covers are compared as of the same moment.
 */
export const inSnapshot = <A, E, R>(
  operation: string,
  body: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | DatabaseError, R | Database> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation, role: "auditor", isReadOnly: true },
      Effect.andThen(
        database.query(operation, (db) => db.execute(sql`set transaction isolation level repeatable read`)),
        body,
      ),
    ),
  );
