import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { serverStatus } from "../../src/embedded/serverStatus.ts";
import { stopServer } from "../../src/embedded/stopServer.ts";
import { startCommand } from "./Command.ts";
import { serverProcesses, temporaryHome } from "./temporaryHome.ts";
import { failureOf, withServer } from "./withServer.ts";

const status = (home: string) => Effect.runPromise(serverStatus(home));

test("the status of a home without a server is told without making anything", async () => {
  const home = temporaryHome();
  expect(await status(home)).toMatchObject({ state: "absent", dataVersion: undefined, pid: undefined });
  expect(await Effect.runPromise(stopServer(home))).toBe(false);
  await withServer({ home }, async () => {
    expect(await status(home)).toMatchObject({ state: "running", dataVersion: 18, userCount: 1 });
  });
  expect(await status(home)).toMatchObject({ state: "stopped", dataVersion: 18, port: undefined });
  expect(await Effect.runPromise(stopServer(home))).toBe(false);
});

test("a server that a killed command left behind is stopped on demand", async () => {
  const home = temporaryHome();
  const killed = startCommand({ home });
  await killed.report;
  await killed.kill("SIGKILL");
  expect(await Effect.runPromise(stopServer(home))).toBe(true);
  expect(serverProcesses(home)).toEqual([]);
});

test("a server that others use is not stopped unless by force", async () => {
  const home = temporaryHome();
  const user = startCommand({ home });
  await user.report;
  const error = await Effect.runPromise(Effect.flip(stopServer(home)));
  expect(error.reason).toEqual({ _tag: "InUse", userCount: 1 });
  expect(error.isRetryable).toBe(true);
  expect(serverProcesses(home)).toHaveLength(1);
  expect(await Effect.runPromise(stopServer(home, { force: true }))).toBe(true);
  expect(serverProcesses(home)).toEqual([]);
});

test("a server that a hanging session keeps from a fast shutdown is stopped at once, and recovers", async () => {
  const home = temporaryHome();
  await withServer({ home, durable: true }, async (sql) => {
    await sql`create table kept as select 42 as answer`;
    const [row] = await sql<[{ pid: number }]>`select pg_backend_pid() as pid`;
    process.kill(row.pid, "SIGSTOP");
    expect(await Effect.runPromise(stopServer(home, { force: true, stopTimeout: 300 }))).toBe(true);
  });
  expect(serverProcesses(home)).toEqual([]);
  expect(readFileSync(join(home, "postgres", "server.log"), "utf8")).toContain("received immediate shutdown request");
  await withServer({ home, durable: true }, async (sql) =>
    expect(await sql`select answer from kept`).toEqual([{ answer: 42 }]),
  );
});

test("a server that does not answer is waited for until the time is over, and left alone", async () => {
  const home = temporaryHome();
  const killed = startCommand({ home });
  await killed.report;
  await killed.kill("SIGKILL");
  const { pid } = await status(home);
  process.kill(pid ?? 0, "SIGSTOP");
  try {
    const error = await failureOf({ home, startTimeout: 100 });
    expect(error.reason).toMatchObject({ _tag: "StartTimeout", lastSeen: "the server does not answer" });
    expect(error.message).toContain("ready to accept connections");
    expect(error.isRetryable).toBe(true);
  } finally {
    process.kill(pid ?? 0, "SIGCONT");
  }
  await withServer({ home }, async (_, server) => expect(server.wasRunning).toBe(true));
  expect(serverProcesses(home)).toEqual([]);
});
