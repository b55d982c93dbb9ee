import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { performance } from "node:perf_hooks";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ConnectionShape, CurrentTransaction } from "@trialflow/database";
import { Effect, Redacted } from "effect";
import type { BenchServer } from "../measure/BenchServer.ts";
import { finishProcess } from "../measure/finishProcess.ts";
import { copyFromStdin, psqlCopy } from "./copyStatements.ts";

/** Who copies: psql, as anybody can do it, or, where it is missing, the driver with the file's bytes as they are. */
export type Copier = "psql \\copy" | "postgres.js COPY";

/** Finds out who copies here: psql, if it is in the PATH. */
export const findCopier = (): Copier =>
  spawnSync("psql", ["--version"]).status === 0 ? "psql \\copy" : "postgres.js COPY";

/** The server's address for libpq, by the environment: a password in the arguments could be read by others. */
const libpqEnvironment = ({ database: { url } }: BenchServer): NodeJS.ProcessEnv => {
  const { hostname, password, pathname, port, username } = new URL(Redacted.value(url));
  return {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
};

const byPsql = async (server: BenchServer, path: string): Promise<number> => {
  const args = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", psqlCopy(path)];
  const { exitCode, stderr, wallMs } = await finishProcess("psql", args, libpqEnvironment(server));
  if (exitCode !== 0) throw new Error(`psql ended with exit code ${exitCode}: ${stderr}`);
  return wallMs;
};

const sendFile = async (client: ConnectionShape["client"], path: string): Promise<void> => {
  const query = client.unsafe(copyFromStdin) as unknown as {
    writable: () => Promise<Writable>;
    reject: (error: Error) => void;
  };
  const writable = await query.writable();
  // The driver tells a refusal after the last byte to nobody; without this the stream would wait for ever.
  query.reject = (error) => {
    writable._destroy = (_, callback) => callback(error);
    writable.destroy(error);
  };
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), writable);
};

const byDriver = async ({ database }: BenchServer, path: string): Promise<number> => {
  const startedAt = performance.now();
  const copy = Effect.gen(function* () {
    const connection = yield* CurrentTransaction;
    if (connection === null) return yield* Effect.die(new Error("There is no transaction to copy in."));
    yield* Effect.tryPromise({ try: () => sendFile(connection.client, path), catch: (cause) => cause });
  });
  await Effect.runPromise(database.transaction({ operation: "bench.copy" }, copy));
  return performance.now() - startedAt;
};

/** Copies a file into the table of the comparison; the milliseconds from the start of the process or the call to its end. */
export const copyFile = (copier: Copier, server: BenchServer, path: string): Promise<number> =>
  copier === "psql \\copy" ? byPsql(server, path) : byDriver(server, path);
