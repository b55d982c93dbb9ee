import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/**
 * Runs an effect as one short transaction on the ledger of fires. One with a `lock` waits until no other one of that name is open.
 *
 * A process may be frozen in the middle: the server ends its transaction after ten idle seconds, so that nobody waits for it longer.
 */
export const ledgerTransaction = <A, E, R>(
  operation: string,
  lock: string | null,
  body: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | DatabaseError, R | Database> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation, role: "trialflow_loader" },
      Effect.gen(function* () {
        yield* database.query(operation, async (db) => {
          await db.execute(sql`set local idle_in_transaction_session_timeout = '10s'`);
          if (lock !== null) {
            await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`trialflow.fires.${lock}`}, 0))`);
          }
        });
        return yield* body;
      }),
    ),
  );
