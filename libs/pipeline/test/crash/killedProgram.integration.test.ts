import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { ConfigProvider, Effect, Layer, Redacted } from "effect";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultSource, ingest, Program } from "../../src/index.ts";
import { cloneDatabase } from "../support/cloneDatabase.ts";
import { contentOf } from "../support/contentOf.ts";
import { untilAlone } from "../support/sessions.ts";
import { csv, trial, trials } from "../support/trialCsv.ts";
import { startTrialflow } from "../support/trialflowCommand.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

/** Each kind of change: trials that are new, changed, gone, set aside, in a field or as a whole, or contradicted. */
const before = trials(400);
const after = [
  ...trials(390, (number) =>
    number % 7 === 0 ? { title: `Changed ${number}`, ...(number === 70 ? { enrollment: "many" } : {}) } : {},
  ),
  trial(395, { title: "" }),
  "1,2,3",
  ...trials(420).slice(400),
  trial(8, { title: "Contradicts" }),
];

let prepared: TestPipeline;
let file: string;
let undisturbed: Readonly<Record<string, string>>;
/** From the first progress line to the end of the command. */
let workingMs: number;

/** How the ledger had the killed runs before the next one. */
const statuses: Array<string> = [];

const warehouse = async () => {
  const home = mkdtempSync(join(tmpdir(), "trialflow-killed-"));
  return { home, ...(await cloneDatabase(prepared.url)) };
};

beforeAll(async () => {
  prepared = await createTestPipeline();
  expect(await prepared.ingest([writeInput(prepared, "before.csv", csv(before))])).toMatchObject({
    status: "succeeded",
  });
  file = writeInput(prepared, "after.csv", csv(after));

  const { url, home, connect } = await warehouse();
  const command = startTrialflow(["run", "--file", file], { DATABASE_URL: url, TRIALFLOW_HOME: home });
  await command.hasTold("acquire after.csv ...");
  const startedAt = performance.now();
  const ended = await command.ended;
  workingMs = performance.now() - startedAt;
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  undisturbed = await contentOf({ connect });
});

/** Kills the command when a moment has come, runs the same again to its end, and sees that nothing tells of the difference. */
const killAndRepeat = async (moment: (command: ReturnType<typeof startTrialflow>) => Promise<unknown>) => {
  const { url, home, connect } = await warehouse();
  const command = startTrialflow(["run", "--file", file], { DATABASE_URL: url, TRIALFLOW_HOME: home });
  await Promise.race([moment(command), command.ended]);
  command.kill();
  await command.ended;
  await untilAlone({ connect });
  const killed = await ask<{ status: string }>({ connect }, "select status from ops.runs order by started_at offset 1");
  statuses.push(...killed.map(({ status }) => status));

  const config = ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({ TRIALFLOW_HOME: home, TRIALFLOW_EXTRACT_OFFLINE: "true" }),
  );
  const program = Layer.succeed(Program, { name: "again", version: "test", osUser: "tester", host: "here" });
  const report = await Effect.runPromise(
    ingest({ source: defaultSource, files: [file] }).pipe(
      Effect.provide(Layer.mergeAll(Database.layerUrl(Redacted.make(url)), Sources.layerConfig, program)),
      Effect.provide(config),
    ),
  );
  expect(["succeeded", "unchanged"]).toContain(report.status);
  const content = await contentOf({ connect });
  for (const table of Object.keys(undisturbed)) expect(content[table], table).toBe(undisturbed[table]);

  const runs = await ask(
    { connect },
    "select status, finished_at is not null as has_ended, error from ops.runs order by started_at offset 1",
  );
  expect(runs).toEqual([
    ...killed.map(({ status }) =>
      status === "running"
        ? { status: "crashed", has_ended: true, error: "the process ended without a word" }
        : { status, has_ended: true, error: null },
    ),
    { status: report.status, has_ended: true, error: null },
  ]);
  await untilAlone({ connect });
  expect(await ask({ connect }, advisoryLocks)).toEqual([]);
  const archived = readdirSync(join(home, "archive/sha256"), { recursive: true, withFileTypes: true });
  expect(archived.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
};

const advisoryLocks = `select * from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a run that is killed and repeated gives what an undisturbed one gives, ids and all, when it is killed", () => {
  const parts = 10;
  test.each(Array.from({ length: parts }, (_, index) => index + 1))(
    `after %i of ${parts} parts of its work`,
    async (part) => {
      await killAndRepeat(async (command) => {
        await command.hasTold("acquire after.csv ...");
        await wait((workingMs * part) / parts);
      });
    },
  );

  test.each([100, 400])("%i ms after its start", async (delay) => {
    await killAndRepeat(() => wait(delay));
  });

  test.each([
    "acquire after.csv",
    "load after.csv",
    "transform ctgov-covid19",
    "check trials",
    "publish ctgov-covid19",
  ])("at the start of the step %s", async (step) => {
    await killAndRepeat((command) => command.hasTold(`${step} ...`));
  });

  test("in the middle of its work more often than not", () => {
    expect(statuses.filter((status) => status === "running").length).toBeGreaterThan(statuses.length / 2);
  });
});
