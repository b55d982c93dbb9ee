import type { DatabaseRoleName } from "@trialflow/schema";
import { drizzle } from "drizzle-orm/postgres-js";
import { Cause, Effect, Exit } from "effect";
import postgres from "postgres";
import { type ConnectionShape, CurrentTransaction } from "./Connection.ts";
import { classify } from "./classify.ts";
import type { DriverOptions } from "./driverOptions.ts";
import type { DatabaseError } from "./errors.ts";

/** How a transaction runs. */
export interface TransactionOptions {
  readonly operation: string;
  /** The role whose rights the transaction has; the connected user must be a member of it. */
  readonly role?: DatabaseRoleName;
  readonly isReadOnly?: boolean;
}

/**
 * Runs an effect in a transaction on a connection of its own: commits when it succeeds, rolls back when it fails, dies or is
 * interrupted. An interrupted one does not wait for its running statement: the statement is cancelled.
 *
 * Not the driver's own `begin`: after the loss of the connection that one sends its ROLLBACK into nothing and brings the
 * process down (postgres.js 3.4.9), and a body that goes on would write outside of any transaction.
 */
export const transaction = <A, E, R>(
  url: string,
  driverOptions: DriverOptions,
  { operation, role, isReadOnly }: TransactionOptions,
  body: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | DatabaseError, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const attempt = <B>(run: () => Promise<B>) => Effect.tryPromise({ try: run, catch: classify(operation) });
      let isLost = false;
      const loss = Promise.withResolvers<never>();
      loss.promise.catch(() => {});
      const client = postgres(url, {
        ...driverOptions,
        max: 1,
        onclose: () => {
          isLost = true;
          loss.reject(Object.assign(new Error("the connection was closed"), { code: "CONNECTION_CLOSED" }));
        },
      });
      // The driver never answers a statement that is sent between the failure of its socket and the socket's end.
      const unlessLost = <B>(statement: Promise<B>) => Promise.race([statement, loss.promise]);
      const end = Effect.promise(() => client.end({ timeout: isLost ? 0 : 2 }).catch(() => {}));

      const begin = attempt(async () => {
        const [session] = await client<[{ pid: number }]>`select pg_backend_pid() as pid`;
        await client.unsafe(`begin ${isReadOnly === true ? "read only" : "read write"}`);
        if (role !== undefined) await client`set local role ${client(role)}`;
        return session.pid;
      });
      const pid = yield* restore(begin).pipe(Effect.onError(() => end));

      const connection: ConnectionShape = {
        db: drizzle({ client }),
        client,
        isLost: () => isLost,
        role: role ?? null,
        newTables: new Set(),
      };
      const exit = yield* Effect.exit(restore(Effect.provideService(body, CurrentTransaction, connection)));

      if (Exit.isSuccess(exit)) {
        yield* attempt(() => unlessLost(client`commit`.then(() => {}))).pipe(Effect.ensuring(end));
      } else {
        if (Cause.hasInterrupts(exit.cause) && !isLost) yield* cancelStatement(url, driverOptions, pid);
        if (!isLost) yield* Effect.promise(() => unlessLost(client`rollback`.then(() => {})).catch(() => {}));
        yield* end;
      }
      return yield* exit;
    }),
  );

/** Asks the server to stop what the connection is doing. Its transaction is then rolled back by whoever owns it. */
const cancelStatement = (url: string, driverOptions: DriverOptions, pid: number) =>
  Effect.promise(async () => {
    const other = postgres(url, { ...driverOptions, max: 1 });
    await other`select pg_cancel_backend(${pid})`.catch(() => {});
    await other.end({ timeout: 2 }).catch(() => {});
  });
