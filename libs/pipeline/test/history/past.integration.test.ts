import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { csv, trial, trials } from "../support/trialCsv.ts";
import { ask, failureOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, registryData, type TestPipeline } from "../testPipeline.ts";

/** The history without the numbers that depend on the order of arrival: ids of loads and records, and when they came. */
const historyOf = async (pipeline: TestPipeline) => ({
  versions: await ask(
    pipeline,
    `select v.nct_id, version_number, event, v.valid_from, v.valid_to, encode(r._row_hash, 'hex') as content, l.file_name
     from analytics.trial_versions v join raw.ctgov_legacy_csv r on r._record_id = v._record_id join ops.loads l on l.load_id = v._load_id
     order by 1, 2`,
  ),
  changes: await ask(
    pipeline,
    `select c.nct_id, version_number, ordinal, field, kind, old_value, new_value, c.snapshot_at, l.file_name
     from analytics.trial_changes c join ops.loads l on l.load_id = c._load_id order by 1, 2, 3`,
  ),
  present: await ask(
    pipeline,
    `select t.nct_id, encode(r._row_hash, 'hex') as content from analytics.trials t join raw.ctgov_legacy_csv r using (_record_id) order by 1`,
  ),
});

const intoPast = { isInsertedIntoPast: true } as const;

/** Loads files in an order, each in a run of its own; the history that comes out. */
const historyInOrder = async (files: ReadonlyArray<string>, extents: ReadonlyMap<string, "increment"> = new Map()) => {
  const pipeline = await createTestPipeline();
  for (const file of files) {
    const extent = extents.get(file) ?? "snapshot";
    expect(await pipeline.ingest([file], undefined, { ...intoPast, extent }), file).toMatchObject({
      status: "succeeded",
    });
  }
  return historyOf(pipeline);
};

/** All kinds of steps: changes, there and back again, vanishing, returning. */
const days = [
  trials(12),
  trials(12, (number) => (number % 3 === 0 ? { title: `Second ${number}` } : {})),
  trials(12, (number) => (number % 4 === 0 ? { enrollment: "77", conditions: "Fever|Cough" } : {})).slice(2),
  [...trials(11, (number) => (number % 2 === 0 ? { status: "Suspended" } : {})).slice(1), trial(40)],
  trials(14, (number) => (number % 3 === 0 ? { title: `Second ${number}` } : {})),
];

describe("a snapshot that arrives after a newer one", () => {
  const write = (pipeline: TestPipeline) =>
    days.map((rows, index) => writeInput(pipeline, `trials-2020-05-0${index + 1}.csv`, csv(rows)));

  test("is refused, with what to do, unless the run says that it goes into the past", async () => {
    const pipeline = await createTestPipeline();
    const files = write(pipeline);
    await pipeline.ingest(files.slice(1, 2));
    const before = await historyOf(pipeline);
    const failure = await failureOf(pipeline.ingest(files.slice(0, 1)));
    expect(failure).toMatchObject({ reason: "OutOfOrder" });
    expect(failure.message).toContain("--insert-into-past");
    expect(await historyOf(pipeline)).toEqual(before);
    expect(await pipeline.ingest(files.slice(0, 1), undefined, intoPast)).toMatchObject({ status: "succeeded" });
  });

  test.each([[[4, 3, 2, 1, 0]], [[2, 0, 4, 1, 3]], [[1, 4, 0, 3, 2]], [[0, 2, 1, 4, 3]]])(
    "gives the same history in the order %j as in the order of the dates",
    async (order) => {
      const pipeline = await createTestPipeline();
      const files = write(pipeline);
      const inOrder = await historyInOrder(files);
      expect(inOrder.versions.length).toBeGreaterThan(30);
      expect(new Set(inOrder.versions.map((row) => (row as { event: string }).event))).toEqual(
        new Set(["appeared", "changed", "vanished", "returned"]),
      );
      expect(await historyInOrder(order.map((place) => files[place] ?? ""))).toEqual(inOrder);
    },
  );

  test("leaves what analysts read as it was, and changes nothing when it comes again", async () => {
    const pipeline = await createTestPipeline();
    const files = write(pipeline);
    await pipeline.ingest(files.slice(3, 4));
    const before = await ask(pipeline, "select * from analytics.trials order by 1");
    await pipeline.ingest(files.slice(0, 2), undefined, intoPast);
    expect(await ask(pipeline, "select * from analytics.trials order by 1")).toEqual(before);
    const history = await historyOf(pipeline);
    const again = await pipeline.ingest(files.slice(0, 2), undefined, intoPast);
    expect(again).toMatchObject({ status: "unchanged", loads: [{ status: "superseded" }, { status: "superseded" }] });
    expect(await historyOf(pipeline)).toEqual(history);
  });

  test("that does not pass its checks stays out, and the next run goes on with the present", async () => {
    const pipeline = await createTestPipeline();
    const files = write(pipeline);
    await pipeline.ingest([files[0] ?? "", files[2] ?? ""]);
    const before = await historyOf(pipeline);
    const bad = writeInput(pipeline, "trials-2020-05-02.csv", csv(days[1]?.slice(0, 3) ?? []));
    expect(await pipeline.ingest([bad], undefined, intoPast)).toMatchObject({ status: "gate_failed" });
    expect(await historyOf(pipeline)).toEqual(before);
    expect(await pipeline.ingest(files.slice(3, 4))).toMatchObject({
      status: "succeeded",
      loads: [{ new: 2, changed: 4, vanished: 1 }],
    });
  });
});

test("what a stopped run loaded and did not publish comes first in the next run, whatever that one loads", async () => {
  const pipeline = await createTestPipeline();
  const files = days.map((rows, index) => writeInput(pipeline, `trials-2020-05-0${index + 1}.csv`, csv(rows)));
  const inOrder = await historyInOrder(files.slice(0, 3));
  await pipeline.ingest(files.slice(0, 1));
  await pipeline.ingest(files.slice(1, 2), ["acquire", "load"]);
  expect(await pipeline.ingest(files.slice(2, 3))).toMatchObject({ status: "succeeded" });
  expect(await historyOf(pipeline)).toEqual(inOrder);
});

test("what never was published, and was overtaken, is told so", async () => {
  const pipeline = await createTestPipeline();
  const files = days.map((rows, index) => writeInput(pipeline, `trials-2020-05-0${index + 1}.csv`, csv(rows)));
  const bad = writeInput(pipeline, "trials-2020-05-02.csv", csv(days[1]?.slice(0, 3) ?? []));
  await pipeline.ingest(files.slice(0, 1));
  expect(await pipeline.ingest([bad])).toMatchObject({ status: "gate_failed" });
  expect(await pipeline.ingest(files.slice(2, 3))).toMatchObject({ status: "succeeded" });
  expect(await pipeline.ingest([bad])).toMatchObject({ status: "unchanged", loads: [{ status: "passed_over" }] });
});

test("the present comes back when its file is named again after one that did not pass", async () => {
  const pipeline = await createTestPipeline();
  const part = writeInput(pipeline, "part-2020-05-02.csv", csv([trial(3, { title: "Changed" })]));
  await pipeline.ingest([writeInput(pipeline, "all-2020-05-01.csv", csv(trials(10)))]);
  await pipeline.ingest([part], undefined, { extent: "increment" });
  const before = await historyOf(pipeline);
  expect(await pipeline.ingest([part])).toMatchObject({ status: "gate_failed" });
  expect(await pipeline.ingest([part], undefined, { extent: "increment" })).toMatchObject({
    loads: [{ status: "reactivated" }],
  });
  expect(await historyOf(pipeline)).toEqual(before);
});

describe("an increment", () => {
  /** So many that one row that is set aside does not close the gate. */
  const others = trials(70).slice(40);
  const parts = (pipeline: TestPipeline) => [
    writeInput(pipeline, "all-2020-05-01.csv", csv(trials(10))),
    writeInput(pipeline, "part-2020-05-02.csv", csv([trial(3, { title: "Changed once" }), trial(11)])),
    writeInput(
      pipeline,
      "part-2020-05-03.csv",
      csv([trial(3, { title: "Changed twice" }), trial(4, { title: "" }), ...others]),
    ),
    writeInput(pipeline, "part-2020-05-04.csv", csv([trial(5, { enrollment: "5" })])),
    writeInput(pipeline, "all-2020-05-05.csv", csv([...trials(9), ...others])),
    writeInput(pipeline, "part-2020-05-06.csv", csv([trial(10, { title: "Back" }), trial(1)])),
  ];
  const extentsOf = (files: ReadonlyArray<string>) =>
    new Map(files.filter((file) => file.includes("part-")).map((file) => [file, "increment"] as const));

  test("changes and adds its own trials, and none vanishes, also when its row is set aside", async () => {
    const pipeline = await createTestPipeline();
    const [all = "", first = "", second = ""] = parts(pipeline);
    await pipeline.ingest([all]);
    const increment = { extent: "increment" } as const;
    expect(await pipeline.ingest([first], undefined, increment)).toMatchObject({
      loads: [{ read: 2, new: 1, changed: 1, vanished: 0, extent: "increment" }],
    });
    expect(await pipeline.ingest([second], undefined, increment)).toMatchObject({
      status: "succeeded",
      loads: [{ read: 32, new: 30, changed: 2, vanished: 0 }],
    });
    const present = await ask<{ nct_id: string; brief_title: string }>(
      pipeline,
      "select nct_id, brief_title from analytics.trials order by 1",
    );
    expect(present).toHaveLength(41);
    expect(present[2]).toMatchObject({ brief_title: "Changed twice" });
    expect(present[3]?.brief_title).toBe(trial(4).title);
    expect(await ask(pipeline, "select reason_code from ops.rejects")).toEqual([{ reason_code: "missing_value" }]);
    expect(await pipeline.ingest([second], undefined, increment)).toMatchObject({ status: "unchanged" });
  });

  test.each([[[5, 4, 3, 2, 1, 0]], [[0, 3, 5, 1, 4, 2]], [[3, 1, 0, 2, 5, 4]]])(
    "that arrives late, order %j, gives the same history and the same present",
    async (order) => {
      const pipeline = await createTestPipeline();
      const files = parts(pipeline);
      const inOrder = await historyInOrder(files, extentsOf(files));
      expect(inOrder.present).toHaveLength(40);
      expect(
        await historyInOrder(
          order.map((place) => files[place] ?? ""),
          extentsOf(files),
        ),
      ).toEqual(inOrder);
    },
  );
});

const snapshots = ["0406", "0407", "0501", "0801", "1001"].map((day) =>
  join(registryData, `snapshots/clinicalTrials-2020${day}.tsv`),
);
const isThere = snapshots.every(existsSync);
if (!isThere) console.log(`skipped: ${registryData}/snapshots is not there`);

test.skipIf(!isThere)(
  "snapshots of the registry in another order give the same history",
  async () => {
    const inOrder = await historyInOrder(snapshots);
    const order = [3, 0, 4, 2, 1].map((place) => snapshots[place] ?? "");
    const mixed = await historyInOrder(order);
    expect(mixed.versions).toEqual(inOrder.versions);
    expect(mixed.changes).toEqual(inOrder.changes);
    expect(mixed.present).toEqual(inOrder.present);
  },
  120_000,
);
