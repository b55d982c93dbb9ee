import { chmodSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acquireServer } from "@trialflow/database";
import { Effect, Exit, Redacted, Scope } from "effect";

/** A PostgreSQL server that lives as long as a test run, without durability. */
export interface TestServer {
  /** Leads to the maintenance database, as superuser. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the embedded server in a temporary folder of its own. */
export const startTestServer = async (): Promise<TestServer> => {
  const home = await mkdtemp(join(tmpdir(), "trialflow-test-"));
  // As root the server runs as another user, which must be able to reach the folder.
  chmodSync(home, 0o755);
  const scope = Scope.makeUnsafe();
  const server = await Effect.runPromise(
    acquireServer({ home, database: "postgres", durable: false }).pipe(Effect.provideService(Scope.Scope, scope)),
  );
  return {
    url: Redacted.value(server.url),
    stop: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void));
      await rm(home, { recursive: true, force: true });
    },
  };
};
