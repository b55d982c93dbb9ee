import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigProvider, Duration, Effect, Redacted, Result } from "effect";
import { expect, test } from "vitest";
import { loadAlertSettings, type Schedule } from "../../src/index.ts";
import { scheduleOf } from "./support/fires.ts";

const url = "https://hooks.example.org/services/T0SECRET/x?a=b,c";

const load = (environment: Record<string, string>, schedules: ReadonlyArray<Schedule> = [scheduleOf()]) =>
  Effect.runPromise(
    Effect.result(loadAlertSettings(schedules)).pipe(
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
    ),
  );
const targetsOf = async (environment: Record<string, string>) =>
  Result.getOrThrow(await load(environment)).targets.map(({ name, url }) => [name, Redacted.value(url)]);
const problemOf = async (...how: Parameters<typeof load>) => {
  const result = await load(...how);
  if (Result.isSuccess(result)) throw new Error("the settings were taken");
  const text = `${result.failure.message} ${JSON.stringify(result.failure)}`;
  expect(text).not.toContain("T0SECRET");
  return result.failure.message;
};
const write = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), "trialflow-alerts-")), "webhooks");
  writeFileSync(path, text);
  return path;
};

test("nothing is configured by default, nor by empty variables", async () => {
  const nothing = { targets: [], reminderInterval: null };
  expect(Result.getOrThrow(await load({}))).toEqual(nothing);
  expect(Result.getOrThrow(await load({ TRIALFLOW_ALERT_WEBHOOKS: "", TRIALFLOW_ALERT_WEBHOOKS_FILE: "" }))).toEqual(
    nothing,
  );
});

test("targets are read from the variable and from a file, and their addresses are never shown", async () => {
  const expected = [
    ["team", url],
    ["on-call", "http://127.0.0.1:9/y"],
  ];
  expect(await targetsOf({ TRIALFLOW_ALERT_WEBHOOKS: ` team=${url}  on-call=http://127.0.0.1:9/y ` })).toEqual(
    expected,
  );
  const path = write(`# who is told\nteam=${url}\r\n\n  # nights\non-call=http://127.0.0.1:9/y\n`);
  expect(await targetsOf({ TRIALFLOW_ALERT_WEBHOOKS_FILE: path })).toEqual(expected);
  expect(
    await targetsOf({ TRIALFLOW_ALERT_WEBHOOKS: "a=https://a.org/", TRIALFLOW_ALERT_WEBHOOKS_FILE: path }),
  ).toEqual([["a", "https://a.org/"]]);
  const settings = Result.getOrThrow(await load({ TRIALFLOW_ALERT_WEBHOOKS: `team=${url}` }));
  expect(JSON.stringify(settings) + String(settings.targets[0]?.url)).not.toContain("T0SECRET");
});

test.each([
  [url, "entry 1 of 1 has no valid name; expected name=https://"],
  [`=${url}`, "entry 1 of 1 has no valid name"],
  [`Team=${url}`, "entry 1 of 1 has no valid name"],
  ["ok=https://a.org/ T0SECRET", "entry 2 of 2 has no valid name"],
  ["team=T0SECRET", 'entry 1 of 1 ("team") has no valid address'],
  ["team=ftp://T0SECRET", "does not begin with https:// or http://"],
  ["team=https://T0SECRET:T0SECRET@a.org/", "a user or a password"],
  [`team=${url} team=${url}x`, 'entry 2 of 2 has the name "team" again'],
])("what is no list of targets is refused without a word of what is in it", async (text, message) => {
  expect(await problemOf({ TRIALFLOW_ALERT_WEBHOOKS: text })).toContain(message);
  expect(await problemOf({ TRIALFLOW_ALERT_WEBHOOKS_FILE: write(text) })).toContain(message);
});

test("a file that cannot be read is named", async () => {
  expect(await problemOf({ TRIALFLOW_ALERT_WEBHOOKS_FILE: "/nowhere/at-all" })).toMatch(
    /^the file \/nowhere\/at-all cannot be read\. Check TRIALFLOW_ALERT_WEBHOOKS_FILE/,
  );
});

test("a schedule that names an unknown target is refused", async () => {
  const schedules = [scheduleOf(), scheduleOf({ name: "weekly", alerts: ["team", "taem"] })];
  expect(await problemOf({ TRIALFLOW_ALERT_WEBHOOKS: `team=${url}` }, schedules)).toMatch(
    /^The schedule "weekly": .*taem.*team.*TRIALFLOW_ALERT_WEBHOOKS\.$/,
  );
  expect(await problemOf({}, schedules)).toContain('"team" is no alert target: none is configured');
  const fine = [scheduleOf({ alerts: ["team"] }), scheduleOf({ alerts: [] })];
  expect(Result.isSuccess(await load({ TRIALFLOW_ALERT_WEBHOOKS: `team=${url}` }, fine))).toBe(true);
});

test("the interval of reminders is a time of a minute or more", async () => {
  const { reminderInterval } = Result.getOrThrow(await load({ TRIALFLOW_ALERT_REMINDER_INTERVAL: "24 hours" }));
  expect(reminderInterval).toEqual(Duration.hours(24));
  for (const wrong of ["daily", "0 seconds", "-1 day", "Infinity"]) {
    expect(await problemOf({ TRIALFLOW_ALERT_REMINDER_INTERVAL: wrong })).toMatch(
      /TRIALFLOW_ALERT_REMINDER_INTERVAL|Expected/,
    );
  }
});
