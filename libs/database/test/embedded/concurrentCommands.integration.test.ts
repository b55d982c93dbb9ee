import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { serverStatus } from "../../src/embedded/serverStatus.ts";
import { startCommand } from "./Command.ts";
import { serverProcesses, temporaryHome } from "./temporaryHome.ts";

const startsOf = (home: string): number =>
  readFileSync(join(home, "postgres", "server.log"), "utf8").split("starting PostgreSQL").length - 1;

test("eight commands at once on an empty home share one server, and the last to end stops it", async () => {
  const home = temporaryHome();
  const commands = Array.from({ length: 8 }, () => startCommand({ home }));
  const reports = await Promise.all(commands.map((command) => command.report));
  expect(reports.map((report) => report.answer)).toEqual(Array.from({ length: 8 }, () => 42));
  expect(new Set(reports.map((report) => report.port)).size).toBe(1);
  expect(reports.filter((report) => !report.wasRunning)).toHaveLength(1);
  expect((await Effect.runPromise(serverStatus(home))).userCount).toBe(8);
  const [survivor, ...others] = commands;
  expect(await Promise.all(others.map((command) => command.end()))).toEqual(others.map(() => 0));
  expect(serverProcesses(home)).toHaveLength(1);
  expect(await survivor?.end()).toBe(0);
  expect(serverProcesses(home)).toEqual([]);
  expect(startsOf(home)).toBe(1);
});

test("eight commands that end at once leave no server", async () => {
  const home = temporaryHome();
  const commands = Array.from({ length: 8 }, () => startCommand({ home }));
  await Promise.all(commands.map((command) => command.report));
  expect(await Promise.all(commands.map((command) => command.end()))).toEqual(commands.map(() => 0));
  expect(serverProcesses(home)).toEqual([]);
});

test("commands that come while others stop the server wait and start it anew", async () => {
  const home = temporaryHome();
  const runs = Array.from({ length: 4 }, async () => {
    for (let round = 0; round < 4; round++) {
      const command = startCommand({ home });
      expect((await command.report).answer).toBe(42);
      expect(await command.end()).toBe(0);
    }
  });
  await Promise.all(runs);
  expect(serverProcesses(home)).toEqual([]);
  expect(startsOf(home)).toBeGreaterThan(1);
});
