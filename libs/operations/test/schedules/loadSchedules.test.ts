import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigProvider, Cron, Duration, Effect, Exit, Schema } from "effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cronOf, demandSchedule, loadSchedules, Schedule } from "../../src/index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trialflow-schedules-"));
});
afterAll(() => rm(folder, { recursive: true }));

const exitOf = (environment: Record<string, string>, ownDatabase?: string) =>
  Effect.runPromiseExit(
    loadSchedules(ownDatabase === undefined ? {} : { ownDatabase }).pipe(
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
    ),
  );

const write = async (content: unknown): Promise<string> => {
  const path = join(folder, "schedules.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const load = async (entries: ReadonlyArray<unknown> | null, environment: Record<string, string> = {}) => {
  const file = entries === null ? {} : { TRIALFLOW_SCHEDULES: await write({ schedules: entries }) };
  const exit = await exitOf({ ...environment, ...file });
  if (Exit.isFailure(exit)) throw new Error(String(exit.cause));
  return exit.value;
};

const refusal = async (content: unknown, environment: Record<string, string> = {}, ownDatabase?: string) => {
  const exit = await exitOf({ ...environment, TRIALFLOW_SCHEDULES: await write(content) }, ownDatabase);
  return Exit.isFailure(exit) ? String(exit.cause).replaceAll(`${folder}/`, "") : "it was not refused";
};

describe("without a file", () => {
  test("there is the nightly schedule with all defaults", async () => {
    const [nightly, ...others] = await load(null);
    expect(others).toEqual([]);
    expect(Schema.encodeSync(Schedule)(nightly as Schedule)).toEqual({
      name: "nightly",
      source: "ctgov-covid19",
      database: null,
      isEnabled: true,
      cron: "0 3 * * *",
      timeZone: "UTC",
      files: [],
      extent: "snapshot",
      isInsertedIntoPast: false,
      catchUp: { policy: "latest", limit: 10 },
      timeout: "7200000 millis",
      retry: { attempts: 5, firstDelay: "10000 millis", maxDelay: "300000 millis" },
      alerts: null,
      sla: { duration: null, freshness: null },
      isRunAtStart: false,
    });
  });

  test("the older variables say when it fires, and empty ones say nothing", async () => {
    const [changed] = await load(null, {
      TRIALFLOW_SCHEDULER_CRON: "30 4 * * *",
      TRIALFLOW_SCHEDULER_TIME_ZONE: "Europe/Berlin",
      TRIALFLOW_SCHEDULER_RUN_AT_START: "true",
    });
    expect(changed).toMatchObject({ name: "nightly", isRunAtStart: true });
    expect(Cron.next(cronOf(changed as Schedule), "2026-06-01T00:00:00Z").toISOString()).toBe(
      "2026-06-01T02:30:00.000Z",
    );
    const empty = {
      TRIALFLOW_SCHEDULES: "",
      TRIALFLOW_SCHEDULER_CRON: "",
      TRIALFLOW_SCHEDULER_TIME_ZONE: "",
      TRIALFLOW_SCHEDULER_RUN_AT_START: "",
    };
    expect(await load(null, empty)).toEqual(await load(null));
  });
});

describe("the file", () => {
  test("adds schedules of which only the name is needed, in its order", async () => {
    const schedules = await load([{ name: "weekly" }, { name: "hourly", cron: "0 * * * *", isEnabled: false }]);
    expect(schedules.map(({ name }) => name)).toEqual(["nightly", "weekly", "hourly"]);
    expect(schedules[1]).toEqual({ ...schedules[0], name: "weekly" });
    expect(schedules[2]).toMatchObject({ isEnabled: false });
  });

  test("changes the fields of a built-in one that it has, down to single ones, and leaves the others", async () => {
    const [nightly] = await load([{ name: "nightly", timeZone: "Asia/Tokyo", retry: { attempts: 2 } }]);
    expect(nightly).toMatchObject({ cron: "0 3 * * *", timeZone: "Asia/Tokyo", retry: { attempts: 2 } });
    expect(Duration.toSeconds((nightly as Schedule).retry.firstDelay)).toBe(10);
  });

  test("reads times with their units", async () => {
    const [, weekly] = await load([
      { name: "weekly", timeout: "90 minutes", sla: { freshness: "36 hours" }, retry: { maxDelay: "1 hour" } },
    ]);
    expect(Duration.toMinutes((weekly as Schedule).timeout)).toBe(90);
    expect(Duration.toHours((weekly as Schedule).sla.freshness ?? Duration.zero)).toBe(36);
  });

  test("may give each source a database of its own", async () => {
    const schedules = await load([{ name: "other", source: "euctr", database: "euctr" }, { name: "more" }]);
    expect(schedules.map(({ database }) => database)).toEqual([null, "euctr", null]);
  });
});

describe("is refused, with the place, what was found and what was expected:", () => {
  const weekly = (fields: Record<string, unknown>) => ({
    schedules: [{ name: "other" }, { name: "weekly", ...fields }],
  });
  const at = 'schedules.json: schedules[1] ("weekly")';

  test.each([
    ["an unknown key", { crno: "0 3 * * *" }, `${at}.crno is no setting that there is`],
    ["an unknown key further in", { catchUp: { max: 3 } }, `${at}.catchUp.max is no setting that there is`],
    [
      "a cron that is none",
      { cron: "61 * * * *" },
      `${at}.cron is "61 * * * *"; expected a cron expression of 5 fields`,
    ],
    ["a cron that never comes", { cron: "0 0 30 2 *" }, `${at}.cron is "0 0 30 2 *"; expected a cron expression`],
    ["an unknown time zone", { timeZone: "Nowhere/Town" }, `${at}.timeZone is "Nowhere/Town"; expected a time zone`],
    [
      "an unknown policy",
      { catchUp: { policy: "most" } },
      `${at}.catchUp.policy is "most"; expected "skip" | "latest"`,
    ],
    [
      "a number out of bounds",
      { catchUp: { limit: 0 } },
      `${at}.catchUp.limit is 0; expected a whole number from 1 to`,
    ],
    [
      "half a number",
      { retry: { attempts: 1.5 } },
      `${at}.retry.attempts is 1.5; expected a whole number from 1 to 100`,
    ],
    [
      "a time without its unit",
      { timeout: "90" },
      `${at}.timeout is "90"; expected a duration above zero with its unit`,
    ],
    ["a time that is a number", { timeout: 90 }, `${at}.timeout is 90; expected a duration above zero with its unit`],
    ["no time at all", { timeout: "0 seconds" }, `${at}.timeout is "0 seconds"; expected a duration above zero`],
    ["a time without end", { sla: { duration: "Infinity" } }, `${at}.sla.duration is "Infinity"; expected a duration`],
    [
      "waits that shrink",
      { retry: { firstDelay: "1 minute", maxDelay: "2 seconds" } },
      `${at}.retry.maxDelay is "2 seconds"; expected firstDelay (1m) or more`,
    ],
    ["files that are no list", { files: "a.csv" }, `${at}.files is "a.csv"; expected array`],
    ["a word for yes", { isEnabled: "yes" }, `${at}.isEnabled is "yes"; expected boolean`],
    ["an unknown extent", { extent: "delta" }, `${at}.extent is "delta"; expected "snapshot" | "increment"`],
  ])("%s", async (_, fields, told) => {
    expect(await refusal(weekly(fields))).toContain(told);
  });

  test.each([
    ["Weekly", "small letters (a-z), digits and hyphens"],
    ["week ly", "small letters"],
    ["-weekly", "does not begin with a hyphen"],
    ["", "small letters"],
    ["wöchentlich", "small letters"],
  ])("the name %j", async (name, told) => {
    expect(await refusal({ schedules: [{ name }] })).toContain(
      `schedules[0] ("${name}").name is "${name}"; expected a name of 1 to 63 small letters`,
    );
    expect(await refusal({ schedules: [{ name }] })).toContain(told);
  });

  test("a schedule without a name", async () => {
    expect(await refusal({ schedules: [{ cron: "0 3 * * *" }] })).toContain("schedules[0].name is missing");
  });

  test("all of its mistakes at once", async () => {
    const text = await refusal(weekly({ cron: "x", timeZone: "y" }));
    expect(text).toContain(".cron is");
    expect(text).toContain(".timeZone is");
  });

  test("two schedules of one name", async () => {
    expect(await refusal({ schedules: [{ name: "weekly" }, { name: "a" }, { name: "weekly" }] })).toContain(
      'schedules[2] ("weekly") has the name that schedules[0] has; expected each name once',
    );
  });

  test("two sources in one database", async () => {
    expect(await refusal({ schedules: [{ name: "other", source: "euctr" }] })).toContain(
      `The schedules "nightly" (source ctgov-covid19) and "other" (source euctr) both use the scheduler's own database; expected one source in a database. Give one of them a database of its own, such as "database": "trialflow_euctr"`,
    );
    const named = [
      { name: "a", source: "euctr", database: "second" },
      { name: "b", source: "ictrp", database: "second" },
    ];
    expect(await refusal({ schedules: named })).toContain('both use database "second"');
  });

  test("two sources in one database of which one is named and the other is the scheduler's own", async () => {
    const content = { schedules: [{ name: "other", source: "euctr", database: "warehouse" }] };
    expect(await refusal(content, {}, "warehouse")).toContain("both use the scheduler's own database");
    expect(await refusal(content, {}, "another")).toBe("it was not refused");
  });

  test("a field that a variable and the file set differently", async () => {
    const content = { schedules: [{ name: "nightly", cron: "0 5 * * *" }] };
    expect(await refusal(content, { TRIALFLOW_SCHEDULER_CRON: "0 4 * * *" })).toContain(
      'schedules[0] ("nightly").cron is "0 5 * * *", but TRIALFLOW_SCHEDULER_CRON says "0 4 * * *"; expected one of them',
    );
    expect(await refusal(content, { TRIALFLOW_SCHEDULER_CRON: "0 5 * * *" })).toBe("it was not refused");
  });

  test("a variable that is wrong, by its name", async () => {
    const exit = await exitOf({ TRIALFLOW_SCHEDULER_CRON: "61 * * * *" });
    expect(String(exit)).toContain('"nightly" (TRIALFLOW_SCHEDULER_CRON).cron is "61 * * * *"; expected a cron');
    expect(String(await exitOf({ TRIALFLOW_SCHEDULER_RUN_AT_START: "perhaps" }))).toContain(
      "TRIALFLOW_SCHEDULER_RUN_AT_START",
    );
  });

  test.each([
    ["no JSON", '{ "schedules": [ { "name": "a" } }', "schedules.json is no JSON: "],
    ["a list", "[]", "the file is []; expected object; expected { "],
    ["without schedules", "{}", "the file.schedules is missing; expected { "],
    ["with something else", '{ "schedules": [], "more": 1 }', "the file.more is no setting that there is"],
    ["of names", '{ "schedules": ["nightly"] }', 'the file.schedules[0] is "nightly"; expected object'],
  ])("a file that is %s", async (_, content, told) => {
    expect(await refusal(content)).toContain(told);
  });

  test("a file that is not there, or is a folder", async () => {
    const path = join(folder, "none.json");
    expect(String(await exitOf({ TRIALFLOW_SCHEDULES: path }))).toContain(
      "which cannot be read: there is no such file",
    );
    expect(String(await exitOf({ TRIALFLOW_SCHEDULES: folder }))).toContain("which cannot be read: it is a folder");
  });
});

test("a schedule is found by its name, and of an unknown one it is told which there are", async () => {
  const schedules = await load([{ name: "weekly" }]);
  expect(await Effect.runPromise(demandSchedule(schedules, "weekly"))).toBe(schedules[1]);
  const exit = await Effect.runPromiseExit(demandSchedule(schedules, "wekly"));
  expect(String(exit)).toContain("Did you mean weekly? Expected one of: weekly, nightly.");
});
