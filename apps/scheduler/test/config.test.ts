import { ConfigProvider, Duration, Effect, Exit } from "effect";
import { expect, test } from "vitest";
import { SchedulerConfig } from "../src/config.ts";
import { exitCode } from "../src/exitCode.ts";

const read = (environment: Record<string, string>) =>
  Effect.runPromiseExit(
    SchedulerConfig.pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment)))),
  );

const settings = async (environment: Record<string, string>) => {
  const exit = await read(environment);
  if (Exit.isFailure(exit)) throw new Error(String(exit.cause));
  return exit.value;
};

test("without any variable it works alone, stops within a minute and listens on this machine alone", async () => {
  const { shutdownTimeout, ...rest } = await settings({});
  expect(Duration.toSeconds(shutdownTimeout)).toBe(60);
  expect(rest).toEqual({ host: "127.0.0.1", port: 8080, runner: null });
});

test("an empty variable counts as not set", async () => {
  const names = ["SCHEDULER_SHUTDOWN_TIMEOUT", "SCHEDULER_HOST", "SCHEDULER_PORT", "RUNNER_HOST", "RUNNER_PORT"];
  const empty = await settings(Object.fromEntries(names.map((name) => [`TRIALFLOW_${name}`, ""])));
  expect(empty).toEqual(await settings({}));
});

test("with a host under which the others reach it, it works together with them, on a port of its own if it has one", async () => {
  const host = { TRIALFLOW_RUNNER_HOST: "one.example" };
  expect((await settings(host)).runner).toEqual({ host: "one.example", port: 34_431 });
  const { runner } = await settings({ ...host, TRIALFLOW_RUNNER_PORT: "35001" });
  expect(runner).toEqual({ host: "one.example", port: 35_001 });
});

test("a port alone does not make it work together", async () => {
  expect((await settings({ TRIALFLOW_RUNNER_PORT: "35001" })).runner).toBeNull();
});

test("any port may be asked for, and any time to stop, none included", async () => {
  const { port, shutdownTimeout } = await settings({
    TRIALFLOW_SCHEDULER_PORT: "0",
    TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT: "0 seconds",
  });
  expect(port).toBe(0);
  expect(Duration.toMillis(shutdownTimeout)).toBe(0);
});

test.each([
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "a while"],
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "60"],
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "Infinity"],
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "-1 second"],
  ["TRIALFLOW_SCHEDULER_PORT", "70000"],
  ["TRIALFLOW_SCHEDULER_PORT", "-1"],
  ["TRIALFLOW_SCHEDULER_PORT", "80.5"],
  ["TRIALFLOW_SCHEDULER_PORT", "http"],
  ["TRIALFLOW_RUNNER_PORT", "0"],
  ["TRIALFLOW_RUNNER_PORT", "65536"],
  ["TRIALFLOW_RUNNER_PORT", "runner"],
])('%s="%s" is refused by name, with what is expected', async (name, value) => {
  const exit = await read({ TRIALFLOW_RUNNER_HOST: "one.example", [name]: value });
  expect(String(Exit.isFailure(exit) ? exit.cause : exit.value)).toMatch(new RegExp(`Expected[\\s\\S]*${name}`));
  expect(exitCode(exit)).toBe(2);
});
