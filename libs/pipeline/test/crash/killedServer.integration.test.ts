import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database, serverStatus, stopServer } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { ConfigProvider, Effect, Layer, Redacted } from "effect";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultSource, ingest, Program, Progress } from "../../src/index.ts";
import { contentOf } from "../support/contentOf.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { startTrialflow } from "../support/trialflowCommand.ts";
import { ask, failureOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let undisturbed: TestPipeline;
let home: string;
let files: ReadonlyArray<string>;

const layer = () => {
  const config = ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({ TRIALFLOW_HOME: home, TRIALFLOW_EXTRACT_OFFLINE: "true" }),
  );
  const program = Layer.succeed(Program, { name: "test", version: "test", osUser: "tester", host: "here" });
  return Layer.mergeAll(Database.layerConfig, Sources.layerConfig, program).pipe(Layer.provideMerge(config));
};
const start = (file: string) => startTrialflow(["run", "--file", file], { TRIALFLOW_HOME: home });
const killServer = () => {
  const [pid] = readFileSync(join(home, "postgres/data/postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
};

/** Runs a file to its end on both servers and sees that they hold the same. */
const expectRepaired = async (file: string) => {
  const ended = await start(file).ended;
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  await undisturbed.ingest([file]);
  const [content, runs] = await Effect.runPromise(
    Effect.gen(function* () {
      const url = Redacted.value((yield* Database).url);
      const database = { connect: () => postgres(url, { max: 1, onnotice: () => {} }) };
      return yield* Effect.promise(
        async () =>
          [
            await contentOf(database),
            await ask<{ status: string }>(database, "select status from ops.runs order by started_at"),
          ] as const,
      );
    }).pipe(Effect.provide(layer())),
  );
  const expected = await contentOf(undisturbed);
  const { acts: _, ...data } = content;
  for (const table of Object.keys(data)) expect(data[table], table).toBe(expected[table]);
  expect(await Effect.runPromise(serverStatus(home))).toMatchObject({ state: "stopped" });
  return runs.map(({ status }) => status);
};

beforeAll(async () => {
  undisturbed = await createTestPipeline();
  home = mkdtempSync(join(tmpdir(), "trialflow-killed-server-"));
  // The server may run as another user than the test.
  chmodSync(home, 0o755);
  files = [1, 2, 3, 4, 5].map((generation) =>
    writeInput(
      undisturbed,
      `generation-${generation}.csv`,
      csv(trials(700, (number) => (number % generation === 0 ? { title: `Generation ${generation}` } : {}))),
    ),
  );
});
afterAll(async () => {
  await Effect.runPromise(Effect.ignore(stopServer(home, { force: true })));
});

describe("on the embedded server the next run repairs what was left when", () => {
  test("the program alone was killed", async () => {
    const [first = "", second = ""] = files;
    expect(await expectRepaired(first)).toEqual(["succeeded"]);
    const command = start(second);
    await command.hasTold("transform ctgov-covid19 ...");
    command.kill();
    await command.ended;
    expect(await Effect.runPromise(serverStatus(home))).toMatchObject({ state: "running" });
    expect(await expectRepaired(second)).toEqual(["succeeded", "crashed", "succeeded"]);
  });

  test("the server alone was killed; the program says so and what to do", async () => {
    const command = start(files[2] ?? "");
    await command.hasTold("transform ctgov-covid19 ...");
    killServer();
    const { code, stderr } = await command.ended;
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/\nerror: .*\n$/);
    expect((await expectRepaired(files[2] ?? "")).slice(3)).toEqual(["crashed", "succeeded"]);
  });

  test("the server was killed in the middle of a COPY", async () => {
    let isKilled = false;
    const killOnce = Effect.sync(() => {
      if (!isKilled) killServer();
      isKilled = true;
    });
    const failure = await failureOf(
      Effect.runPromise(
        ingest({ source: defaultSource, files: [files[3] ?? ""] }).pipe(
          Effect.provideService(Progress, (event) =>
            event._tag === "RowsDone" && event.step === "load" && event.rows > 500 ? killOnce : Effect.void,
          ),
          Effect.provide(layer()),
        ),
      ),
    );
    expect(failure).toMatchObject({ _tag: "DatabaseError", isRetryable: true });
    // The server may have taken the last rows before it died: then the next statement of the load notices.
    expect(failure.message).toMatch(/^load\.\w+: [^()]*Run the command again\.$/);
    expect((await expectRepaired(files[3] ?? "")).slice(5)).toEqual(["crashed", "succeeded"]);
  });

  test("both were killed", async () => {
    const command = start(files[4] ?? "");
    await command.hasTold("publish ctgov-covid19 ...");
    command.kill();
    killServer();
    await command.ended;
    expect((await expectRepaired(files[4] ?? "")).slice(7)).toEqual(["crashed", "succeeded"]);
  });
});
