import { Effect, Redacted } from "effect";
import postgres from "postgres";
import { acquireServer, type EmbeddedServer } from "../../src/embedded/acquireServer.ts";
import type { EmbeddedServerOptions } from "../../src/embedded/EmbeddedServerOptions.ts";

/** Uses the server of a home in this process, with a client of it, and gives it back. */
export const withServer = <A>(
  options: EmbeddedServerOptions,
  use: (sql: postgres.Sql, server: EmbeddedServer) => Promise<A>,
): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(acquireServer({ durable: false, ...options }), (server) =>
        Effect.promise(async () => {
          const sql = postgres(Redacted.value(server.url), { max: 4, onnotice: () => {} });
          try {
            return await use(sql, server);
          } finally {
            await sql.end({ timeout: 1 });
          }
        }),
      ),
    ),
  );

/** Uses the server of a home in this process and gives the failure back, which the test expects. */
export const failureOf = (options: EmbeddedServerOptions) =>
  Effect.runPromise(Effect.scoped(Effect.flip(acquireServer({ durable: false, ...options }))));
