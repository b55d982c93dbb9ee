import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunFailedError } from "@trialflow/pipeline";
import { beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../src/index.ts";
import { problemsIn } from "./support/specification.ts";
import { writeTrials } from "./support/trialFile.ts";
import { createWarehouse, type Warehouse } from "./support/warehouse.ts";

let warehouse: Warehouse;

beforeEach(async () => {
  warehouse = await createWarehouse();
});

const tablesIn = (datasets: RunEvent["outputs"], schema: string) =>
  datasets.filter(({ name }) => name.split(".")[1] === schema);

const assertionsIn = ({ inputs }: RunEvent) =>
  inputs.flatMap(
    ({ inputFacets }) =>
      (inputFacets?.["dataQualityAssertions"]?.["assertions"] ?? []) as ReadonlyArray<Record<string, unknown>>,
  );

/** The events since the last call, all of them as the specification wants them. */
const soundEvents = () => {
  const events = warehouse.newEvents();
  expect(events.flatMap(problemsIn)).toEqual([]);
  return events;
};

const insertRun = async (runId: string, status: string, finishedAt: string | null) => {
  await warehouse.ask(
    `insert into ops.runs (run_id, program, status, started_at, finished_at, program_version, os_user, host, arguments, error)
     values ('${runId}', 'test', '${status}', now() - interval '1 hour', ${finishedAt}, '1', 'me', 'here', '{"source": "ctgov-covid19"}',
       ${status === "interrupted" ? "'stopped by a signal'" : "null"})`,
  );
};

test("a closed gate fails the check and the run, names the failed checks and tells that analytics was not written", async () => {
  await warehouse.ingest([writeTrials(warehouse.home, "whole.csv", 40)]);
  soundEvents();
  const report = await warehouse.ingest([writeTrials(warehouse.home, "torn.csv", 15)]);
  expect(report.status).toBe("gate_failed");
  const events = soundEvents();
  const end = events.at(-1) as RunEvent;
  const check = events.find(({ job, eventType }) => job.name.endsWith(".check") && eventType !== "START") as RunEvent;
  for (const event of [check, end]) {
    expect(event.eventType).toBe("FAIL");
    expect(event.run.facets["errorMessage"]?.["message"]).toContain("snapshot_is_not_half_of_the_last");
    const failed = assertionsIn(event).filter(({ success, severity }) => success === false && severity === "error");
    expect(failed.map(({ name }) => name)).toEqual(
      report.checks?.results.filter(({ status }) => status === "failed").map(({ name }) => name),
    );
  }
  expect(tablesIn(end.outputs, "analytics")).toEqual([]);
  expect(tablesIn(end.outputs, "staging").length).toBeGreaterThan(5);
  // Told again, as the verdict stands.
  expect((await warehouse.ingest([join(warehouse.home, "torn.csv")])).status).toBe("gate_failed");
  expect(assertionsIn(soundEvents().at(-1) as RunEvent)).toEqual(assertionsIn(end));
});

test("a warning is no failure of the run, and told as a warning", async () => {
  await warehouse.ingest([writeTrials(warehouse.home, "odd.csv", 20, { enrollment: "99999999" })]);
  const end = soundEvents().at(-1) as RunEvent;
  const warned = await warehouse.ask<{ check_name: string }>(
    "select check_name from ops.check_results where status = 'warned' order by 1",
  );
  expect(warned.length).toBeGreaterThan(0);
  expect(end.eventType).toBe("COMPLETE");
  const told = assertionsIn(end).filter(({ success }) => success === false);
  expect(told.map(({ name }) => name).sort()).toEqual(warned.map(({ check_name }) => check_name));
  expect(told.map(({ severity }) => severity)).toEqual(told.map(() => "warn"));
});

test("a run that fails says why, without a cell of the file", async () => {
  const path = join(warehouse.home, "headless.csv");
  writeFileSync(path, '1,NCT90000001,"A secret title","of ""one"" trial",Recruiting\n'.repeat(3));
  const failure: unknown = await warehouse.ingest([path]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RunFailedError);
  expect((failure as RunFailedError).message).toContain("NCT90000001");
  const events = soundEvents();
  const end = events.at(-1) as RunEvent;
  expect(end.eventType).toBe("FAIL");
  expect(end.run.facets["errorMessage"]?.["message"]).toContain("headless.csv");
  expect(end).toMatchObject({ inputs: [{ name: path }], outputs: [] });
  expect(end.inputs[0]?.facets["version"]).toBeUndefined();
  for (const cell of ["NCT90000001", "secret", "one", "Recruiting"]) {
    expect(JSON.stringify(events).replaceAll(path, "")).not.toContain(cell);
  }
});

test("a run whose process ended without a word is aborted when the next one finds it", async () => {
  const crashed = randomUUID();
  await insertRun(crashed, "running", null);
  await insertRun(randomUUID(), "crashed", "now() - interval '30 minutes'");
  const { runId } = await warehouse.ingest([writeTrials(warehouse.home, "next.csv", 5)]);
  const [first, second] = soundEvents();
  expect(first).toMatchObject({ eventType: "ABORT", run: { runId: crashed }, outputs: [] });
  expect(second).toMatchObject({ eventType: "START", run: { runId } });
});

test("an interrupted run is aborted", async () => {
  const runId = randomUUID();
  await insertRun(runId, "interrupted", "now()");
  await warehouse.tell("finished", runId);
  const [end] = soundEvents();
  expect(end).toMatchObject({ eventType: "ABORT", run: { runId } });
  expect(end?.run.facets["errorMessage"]).toMatchObject({ message: "stopped by a signal" });
});

test("a run that a schedule began says when it was due", async () => {
  const { runId } = await warehouse.ingest([writeTrials(warehouse.home, "due.csv", 5)]);
  soundEvents();
  await warehouse.ask(
    `insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, attempts, run_id, created_at)
     values ('${randomUUID()}', 'nightly', 'ctgov-covid19', 'tick', '2026-02-03 03:00Z', 'succeeded', '[]', '${runId}', now())`,
  );
  await warehouse.tell("finished", runId);
  const events = soundEvents();
  expect(events).toHaveLength(9);
  for (const { run } of events) {
    expect(run.facets["nominalTime"]).toMatchObject({ nominalStartTime: "2026-02-03T03:00:00.000Z" });
  }
});

test("each of several files is an input, and the load of each is told by its own step", async () => {
  const files = [
    writeTrials(warehouse.home, "trials-20200401.csv", 5),
    writeTrials(warehouse.home, "trials-20200402.csv", 6),
  ];
  await warehouse.ingest(files);
  const events = soundEvents();
  const isFile = ({ namespace }: { readonly namespace: string }) => namespace.startsWith("file:");
  const rowsOf = (event: RunEvent | undefined) =>
    event?.inputs.filter(isFile).map(({ name, inputFacets }) => [name, inputFacets?.["inputStatistics"]?.["rowCount"]]);
  expect(rowsOf(events.at(-1))).toEqual([
    [files[0], 5],
    [files[1], 6],
  ]);
  const loads = events.filter(({ job, eventType }) => job.name.endsWith(".load") && eventType === "COMPLETE");
  expect(loads.map(rowsOf)).toEqual([[[files[0], 5]], [[files[1], 6]]]);
  const runIds = events.filter(({ eventType }) => eventType === "COMPLETE").map(({ run }) => run.runId);
  expect(new Set(runIds).size).toBe(runIds.length);
});

test("what a load stored is told as its rows, and nothing when its content only came back", async () => {
  const first = writeTrials(warehouse.home, "first.csv", 5);
  await warehouse.ingest([first]);
  await warehouse.ingest([writeTrials(warehouse.home, "second.csv", 7, { title: "Another title" })]);
  await warehouse.ingest([first]);
  const rows = soundEvents()
    .filter(({ job, eventType }) => job.name.endsWith(".load") && eventType === "COMPLETE")
    .map(({ outputs }) => outputs.map(({ outputFacets }) => outputFacets?.["outputStatistics"]?.["rowCount"]));
  expect(rows).toEqual([
    [5, undefined],
    [7, undefined],
    [0, undefined],
  ]);
});

test("a run that is not in the ledger is a warning in the log", async () => {
  const runId = randomUUID();
  await warehouse.tell("finished", runId);
  expect(warehouse.newEvents()).toEqual([]);
  expect(warehouse.warnings).toEqual([expect.stringContaining(`run ${runId} is not in the ledger`)]);
});
