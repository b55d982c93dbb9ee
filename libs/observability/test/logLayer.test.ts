import { Cause, ConfigProvider, Effect } from "effect";
import { expect, test, vi } from "vitest";
import { logLayer } from "../src/index.ts";

const capture = async (environment: Record<string, string>) => {
  const stdout = vi.spyOn(console, "log").mockImplementation(() => {});
  const stderr = vi.spyOn(console, "error").mockImplementation(() => {});
  const program = Effect.gen(function* () {
    yield* Effect.logDebug("quiet");
    yield* Effect.logInfo("loaded").pipe(Effect.annotateLogs({ rows: 3 }));
  });
  await Effect.runPromise(
    program.pipe(
      Effect.provide(logLayer("json")),
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
    ),
  );
  const lines = { stdout: stdout.mock.calls.map(String), stderr: stderr.mock.calls.map(String) };
  vi.restoreAllMocks();
  return lines;
};

test("a log line is one JSON object on standard error and nothing on standard output", async () => {
  const { stdout, stderr } = await capture({});
  expect(stdout).toEqual([]);
  expect(stderr).toHaveLength(1);
  expect(JSON.parse(stderr[0] ?? "")).toMatchObject({ level: "INFO", message: "loaded", annotations: { rows: 3 } });
});

test("the environment sets format and level", async () => {
  const { stderr } = await capture({ TRIALFLOW_LOG_FORMAT: "logfmt", TRIALFLOW_LOG_LEVEL: "Debug" });
  expect(stderr).toHaveLength(2);
  expect(stderr[1]).toContain("message=loaded");
});

test("an unknown format is refused", async () => {
  await expect(capture({ TRIALFLOW_LOG_FORMAT: "xml" })).rejects.toThrow(/plain|TRIALFLOW_LOG_FORMAT/);
});

test("for people a line is its words, with the level before anything but information", async () => {
  const { stderr } = await capture({ TRIALFLOW_LOG_FORMAT: "plain", TRIALFLOW_LOG_LEVEL: "Debug" });
  expect(stderr).toEqual(["debug: quiet", "loaded"]);
});

test("a line that was logged as a cause alone has the cause's first line as its message", async () => {
  const stderr = vi.spyOn(console, "error").mockImplementation(() => {});
  await Effect.runPromise(
    Effect.logWarning(Cause.fail(new Error("the server is gone"))).pipe(Effect.provide(logLayer("json"))),
  );
  const line = JSON.parse(String(stderr.mock.calls[0]));
  vi.restoreAllMocks();
  expect(line).toMatchObject({ level: "WARN", message: expect.stringContaining("the server is gone") });
});
