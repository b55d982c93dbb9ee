import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startCommand } from "./Command.ts";
import { serverProcesses, temporaryHome } from "./temporaryHome.ts";
import { withServer } from "./withServer.ts";

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
};

const names = (home: string): ReadonlyArray<string> =>
  existsSync(join(home, "postgres")) ? readdirSync(join(home, "postgres")) : [];

test("a Ctrl-C at the terminal goes to the whole group of the command, and not to the server that others use", async () => {
  const home = temporaryHome();
  const starter = startCommand({ home }, { detached: true });
  const { port } = await starter.report;
  const other = startCommand({ home });
  expect(await other.report).toMatchObject({ port, wasRunning: true });
  process.kill(-(starter.child.pid ?? 0), "SIGINT");
  await starter.kill("SIGINT");
  await withServer({ home }, async (_, server) => expect(server).toMatchObject({ port, wasRunning: true }));
  expect(await other.end()).toBe(0);
  expect(serverProcesses(home)).toEqual([]);
});

test("a command that is interrupted in the middle of initdb leaves neither a process nor a temporary folder", async () => {
  const home = temporaryHome();
  const command = startCommand({ home });
  await until(() => names(home).some((name) => name.startsWith("data.tmp-")));
  await command.kill("SIGTERM");
  expect(names(home)).toEqual(["password"]);
  expect(serverProcesses(home)).toEqual([]);
});

test("a command that is interrupted while the server starts leaves no server", async () => {
  const home = temporaryHome();
  const command = startCommand({ home });
  await until(() => names(home).includes("server.log"));
  await command.kill("SIGTERM");
  expect(serverProcesses(home)).toEqual([]);
  expect(names(home)).not.toContain("start.lock");
});

test("an interrupted command leaves the server to the others", async () => {
  const home = temporaryHome();
  const [first, second] = [startCommand({ home }), startCommand({ home })];
  await Promise.all([first.report, second.report]);
  await first.kill("SIGTERM");
  expect(serverProcesses(home)).toHaveLength(1);
  expect(await second.end()).toBe(0);
  expect(serverProcesses(home)).toEqual([]);
});
