import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { serverStatus } from "../../src/embedded/serverStatus.ts";
import { startCommand } from "./Command.ts";
import { serverProcesses, temporaryHome } from "./temporaryHome.ts";
import { withServer } from "./withServer.ts";

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
};

const postmasterPid = (home: string): number =>
  Number(readFileSync(join(home, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0]);

const temporaryNames = (home: string): ReadonlyArray<string> =>
  readdirSync(join(home, "postgres")).filter((name) => name.includes(".tmp-"));

test("the server of a killed command is adopted by the next one, which stops it at its end", async () => {
  const home = temporaryHome();
  const killed = startCommand({ home });
  const { port } = await killed.report;
  await killed.kill("SIGKILL");
  expect(serverProcesses(home)).toHaveLength(1);
  expect(await Effect.runPromise(serverStatus(home))).toMatchObject({ state: "running", port });
  const next = startCommand({ home });
  expect(await next.report).toMatchObject({ wasRunning: true, port, answer: 42 });
  await next.end();
  expect(serverProcesses(home)).toEqual([]);
});

test("a killed command does not keep the server from being stopped by those that remain", async () => {
  const home = temporaryHome();
  const killed = startCommand({ home });
  const other = startCommand({ home });
  await Promise.all([killed.report, other.report]);
  await killed.kill("SIGKILL");
  await other.end();
  expect(serverProcesses(home)).toEqual([]);
});

test("what was committed before the server itself was killed is there after the next start", async () => {
  const home = temporaryHome();
  await withServer({ home, durable: true }, async (sql) => {
    await sql`create table kept (n int)`;
    await sql`insert into kept select generate_series(1, 1000)`;
    process.kill(postmasterPid(home), "SIGKILL");
  });
  await withServer({ home, durable: true }, async (sql, server) => {
    expect(server.wasRunning).toBe(false);
    expect(await sql`select count(*)::int as n from kept`).toEqual([{ n: 1000 }]);
  });
  expect(serverProcesses(home)).toEqual([]);
});

test("a start after a killed server waits for a session that still holds the server's memory", async () => {
  const home = temporaryHome();
  const log = join(home, "postgres", "server.log");
  await withServer({ home }, async (sql) => {
    const [session] = await sql<[{ pid: number }]>`select pg_backend_pid() as pid`;
    // A stopped process does not notice that its server died.
    process.kill(session.pid, "SIGSTOP");
    process.kill(postmasterPid(home), "SIGKILL");
    const next = startCommand({ home });
    await until(() => readFileSync(log, "utf8").includes("pre-existing shared memory block"));
    process.kill(session.pid, "SIGCONT");
    expect(await next.report).toMatchObject({ wasRunning: false, answer: 42 });
    await next.end();
  });
  expect(serverProcesses(home)).toEqual([]);
});

test("a command that was killed in the middle of initdb leaves a temporary folder that the next one removes", async () => {
  const home = temporaryHome();
  const killed = startCommand({ home });
  await until(
    () => existsSync(join(home, "postgres")) && temporaryNames(home).some((name) => name.startsWith("data.")),
  );
  await killed.kill("SIGKILL");
  expect(temporaryNames(home)).toHaveLength(1);
  expect(existsSync(join(home, "postgres", "data"))).toBe(false);
  expect(existsSync(join(home, "postgres", "start.lock"))).toBe(true);
  await withServer({ home }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
  expect(temporaryNames(home)).toEqual([]);
  expect(existsSync(join(home, "postgres", "start.lock"))).toBe(false);
});

test("a command that is killed at any moment of its start leaves a home that works", async () => {
  const home = temporaryHome();
  for (const delay of [150, 300, 450, 600, 750, 900, 1050]) {
    const killed = startCommand({ home });
    await new Promise((resolve) => setTimeout(resolve, delay));
    await killed.kill("SIGKILL");
  }
  await withServer({ home }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
  expect(serverProcesses(home)).toEqual([]);
  // The lock of a killed command stays until the next start needs it.
  const names = readdirSync(join(home, "postgres")).filter((name) => name !== "start.lock");
  expect(names.sort()).toEqual(["data", "password", "server.log"]);
});

test.each([
  ["no process", 2 ** 22 - 3],
  ["another program", process.pid],
])("a postmaster.pid that names %s does not keep the server from starting", async (_, pid) => {
  const home = temporaryHome();
  await withServer({ home }, async () => {});
  const data = join(home, "postgres", "data");
  writeFileSync(
    join(data, "postmaster.pid"),
    `${pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n        1         0\nready   \n`,
  );
  expect(await Effect.runPromise(serverStatus(home))).toMatchObject({ state: "stopped" });
  await withServer({ home }, async (sql, server) => {
    expect(server.wasRunning).toBe(false);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

test("a postmaster.pid that names another program of the server's own user is removed, since PostgreSQL would believe it", async () => {
  const home = temporaryHome();
  await withServer({ home }, async () => {});
  const identity = process.geteuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const stranger = spawn("sleep", ["60"], identity);
  try {
    const data = join(home, "postgres", "data");
    writeFileSync(
      join(data, "postmaster.pid"),
      `${stranger.pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n        1         0\nready   \n`,
    );
    await withServer({ home }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
    expect(stranger.exitCode).toBeNull();
  } finally {
    stranger.kill();
  }
});

test("a session lost in a crash of the server is opened again, so that others do not stop the server", async () => {
  const home = temporaryHome();
  const long = startCommand({ home });
  await long.report;
  await withServer({ home }, async (sql) => {
    const sessions = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'trialflow embedded server'`;
    process.kill(sessions[0]?.pid ?? 0, "SIGKILL");
  });
  for (let tries = 0; tries < 200; tries++) {
    const { userCount } = await Effect.runPromise(serverStatus(home));
    if (userCount === 1) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await withServer({ home }, async (_, server) => expect(server.wasRunning).toBe(true));
  expect(serverProcesses(home)).toHaveLength(1);
  expect(await long.end()).toBe(0);
  expect(serverProcesses(home)).toEqual([]);
});
