import type { DatabaseRoleName } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Cause, Effect, Exit } from "effect";
import { type ConnectionShape, CurrentTransaction } from "./Connection.ts";
import type { DatabaseShape } from "./Database.ts";
import type { DatabaseError } from "./errors.ts";
import type { TransactionOptions } from "./transaction.ts";

const setRole = (role: DatabaseRoleName | null) =>
  role === null ? sql`set local role none` : sql`set local role ${sql.identifier(role)}`;

/**
 * Runs an effect in the transaction that is open, with the rights of its own role; afterwards the outer one's count again.
 *
 * An interrupted effect gives no role back: its statement still runs, and the whole transaction is about to be rolled back.
 */
export const joinTransaction = <A, E, R>(
  inside: ConnectionShape,
  { operation, role }: TransactionOptions,
  body: Effect.Effect<A, E, R>,
  query: DatabaseShape["query"],
): Effect.Effect<A, E | DatabaseError, R> => {
  if (role === undefined || role === inside.role) return body;
  const take = (wanted: DatabaseRoleName | null) => query(operation, (db) => db.execute(setRole(wanted)));
  return Effect.gen(function* () {
    yield* take(role);
    const exit = yield* Effect.exit(Effect.provideService(body, CurrentTransaction, { ...inside, role }));
    if (Exit.isSuccess(exit)) yield* take(inside.role);
    // After a failed statement the server refuses every other one: what the caller then cannot do, nobody can.
    else if (!Cause.hasInterrupts(exit.cause) && !inside.isLost()) yield* Effect.ignore(take(inside.role));
    return yield* exit;
  });
};
