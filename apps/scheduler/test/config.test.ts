import { ConfigProvider, Cron, Duration, Effect, Exit } from "effect";
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

test("without any variable it runs daily at three o'clock UTC and listens on this machine alone", async () => {
  const { cron, isRunAtStart, shutdownTimeout, host, port } = await settings({});
  expect(Cron.next(cron, "2026-06-01T12:00:00Z").toISOString()).toBe("2026-06-02T03:00:00.000Z");
  expect({ isRunAtStart, host, port, seconds: Duration.toSeconds(shutdownTimeout) }).toEqual({
    isRunAtStart: false,
    host: "127.0.0.1",
    port: 8080,
    seconds: 60,
  });
});

test("an empty variable counts as not set", async () => {
  const names = ["CRON", "TIME_ZONE", "RUN_AT_START", "SHUTDOWN_TIMEOUT", "HOST", "PORT"];
  const empty = await settings(Object.fromEntries(names.map((name) => [`TRIALFLOW_SCHEDULER_${name}`, ""])));
  expect(empty).toEqual(await settings({}));
});

test.each([
  ["30 4 * * 1-5", "UTC", "2026-06-01T04:30:00.000Z"],
  ["*/2 * * * * *", "UTC", "2026-06-01T00:00:02.000Z"],
  ["0 3 * * *", "Europe/Berlin", "2026-06-01T01:00:00.000Z"],
  ["0 3 * * *", "+05:30", "2026-06-01T21:30:00.000Z"],
])('"%s" in %s comes next at %s', async (expression, zone, next) => {
  const { cron } = await settings({
    TRIALFLOW_SCHEDULER_CRON: expression,
    TRIALFLOW_SCHEDULER_TIME_ZONE: zone,
  });
  expect(Cron.next(cron, "2026-06-01T00:00:00Z").toISOString()).toBe(next);
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
  ["TRIALFLOW_SCHEDULER_CRON", "every day"],
  ["TRIALFLOW_SCHEDULER_CRON", "61 * * * *"],
  ["TRIALFLOW_SCHEDULER_CRON", "0 0 0 3 * * *"],
  ["TRIALFLOW_SCHEDULER_CRON", "0 0 30 2 *"],
  ["TRIALFLOW_SCHEDULER_TIME_ZONE", "Nowhere/Town"],
  ["TRIALFLOW_SCHEDULER_RUN_AT_START", "perhaps"],
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "a while"],
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "60"],
  ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "Infinity"],
  ["TRIALFLOW_SCHEDULER_PORT", "70000"],
  ["TRIALFLOW_SCHEDULER_PORT", "-1"],
  ["TRIALFLOW_SCHEDULER_PORT", "80.5"],
  ["TRIALFLOW_SCHEDULER_PORT", "http"],
])('%s="%s" is refused by name, with what is expected', async (name, value) => {
  const exit = await read({ [name]: value });
  expect(String(Exit.isFailure(exit) ? exit.cause : exit.value)).toMatch(new RegExp(`Expected[\\s\\S]*${name}`));
  expect(exitCode(exit, null)).toBe(2);
});
