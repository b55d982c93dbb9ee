import { beforeEach, describe, expect, test } from "vitest";
import { type Cells, csv, trial, trials } from "../support/trialCsv.ts";
import { ask, currentIn, dataOf, writeInput } from "../support/warehouse.ts";
import { checksums, createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await createTestPipeline();
});

const write = (name: string, rows: ReadonlyArray<Cells | string>) => writeInput(pipeline, name, csv(rows));
const shuffled = (rows: ReadonlyArray<Cells>): ReadonlyArray<Cells> =>
  rows.toReversed().map((row, index) => ({ ...row, rank: String(index + 1) }));

/** Two snapshots of the same trials: each has a trial that the other lacks, one differs, and a field of the first is bad. */
const first = trials(40, (number) => (number === 3 ? { enrollment: "many" } : {}));
const second = [...trials(39, (number) => (number === 5 ? { title: "Changed" } : {})), trial(41)];

test("the same file again writes nothing but its run", async () => {
  const file = write("trials.csv", first);
  await pipeline.ingest([file]);
  const before = await checksums(pipeline);
  expect(await pipeline.ingest([file])).toMatchObject({
    status: "unchanged",
    loads: [{ status: "unchanged", loadId: 1 }],
  });
  expect(await checksums(pipeline)).toEqual(before);
  expect(await ask(pipeline, "select status from ops.runs order by started_at")).toEqual([
    { status: "succeeded" },
    { status: "unchanged" },
  ]);
});

test("the same bytes under another name write nothing but their run", async () => {
  await pipeline.ingest([write("trials.csv", first)]);
  const before = await checksums(pipeline);
  expect(await pipeline.ingest([write("copy.csv", first)])).toMatchObject({ status: "unchanged" });
  expect(await checksums(pipeline)).toEqual(before);
});

test("the same rows in another order and with other ranks write nothing but their run", async () => {
  await pipeline.ingest([write("trials.csv", first)]);
  const before = await checksums(pipeline);
  const again = await pipeline.ingest([write("shuffled.csv", shuffled(first))]);
  expect(again).toMatchObject({ status: "unchanged", loads: [{ status: "unchanged", read: 40, unchanged: 40 }] });
  expect(await checksums(pipeline)).toEqual(before);
});

describe("snapshots that come back", () => {
  test("are published as before, and nothing of them is stored twice", async () => {
    const a = write("a.csv", first);
    const b = write("b.csv", second);
    const firstTime = [
      await pipeline.ingest([a]),
      await dataOf(pipeline),
      await pipeline.ingest([b]),
      await dataOf(pipeline),
    ] as const;
    const secondTime = [
      await pipeline.ingest([a]),
      await dataOf(pipeline),
      await pipeline.ingest([b]),
      await dataOf(pipeline),
    ] as const;
    expect(firstTime[0]).toMatchObject({ loads: [{ status: "loaded", new: 40 }], published: { trials: 40 } });
    expect(firstTime[2]).toMatchObject({
      loads: [{ status: "loaded", new: 1, changed: 2, unchanged: 37, vanished: 1 }],
    });
    expect(secondTime[0]).toMatchObject({ loads: [{ status: "reactivated", loadId: 1 }] });
    expect(secondTime[2]).toMatchObject({ loads: [{ status: "reactivated", loadId: 2 }] });
    expect(secondTime[0].rejects).toEqual([{ reason: "malformed_enrollment", field: "enrollment", count: 1 }]);
    expect(secondTime[2].rejects).toEqual([]);
    expect(currentIn(secondTime[1])).toEqual(currentIn(firstTime[1]));
    expect(currentIn(secondTime[3])).toEqual(currentIn(firstTime[3]));
    for (const table of ["ops.loads", "ops.rejects", "raw.ctgov_legacy_csv", "raw.ctgov_legacy_csv_rows"]) {
      expect(secondTime[3][table], table).toBe(firstTime[3][table]);
    }
  });

  test("are recognised by their content, also when their rows are in another order", async () => {
    await pipeline.ingest([write("a.csv", first)]);
    const published = currentIn(await dataOf(pipeline));
    await pipeline.ingest([write("b.csv", second)]);
    const between = await dataOf(pipeline);
    const back = await pipeline.ingest([write("c.csv", shuffled(first))]);
    expect(back).toMatchObject({
      status: "succeeded",
      loads: [{ status: "reactivated", loadId: 1, read: 40, unchanged: 40 }],
    });
    expect(back.rejects).toEqual([{ reason: "malformed_enrollment", field: "enrollment", count: 1 }]);
    const after = await dataOf(pipeline);
    expect(currentIn(after)).toEqual(published);
    for (const table of ["ops.loads", "ops.rejects", "raw.ctgov_legacy_csv", "raw.ctgov_legacy_csv_rows"]) {
      expect(after[table], table).toBe(between[table]);
    }
  });
});

test("which of two contradicting rows comes first is content: the first one counts", async () => {
  const one = trial(41, { title: "One" });
  const other = trial(41, { title: "Other" });
  const title = async () =>
    await ask(pipeline, `select brief_title from analytics.trials where nct_id = '${one.nct_number}'`);
  await pipeline.ingest([write("a.csv", [...first, one, other])]);
  expect(await title()).toEqual([{ brief_title: "One" }]);
  const turned = await pipeline.ingest([write("b.csv", [...first, other, one])]);
  expect(turned).toMatchObject({ status: "succeeded", loads: [{ status: "loaded", changed: 1, rejected: 1 }] });
  expect(await title()).toEqual([{ brief_title: "Other" }]);
});

describe("what is in quarantine for the present content is counted once,", () => {
  const malformed = { reason: "malformed_enrollment", field: "enrollment", count: 1 };

  test("also when the record came again in another place", async () => {
    await pipeline.ingest([write("a.csv", first)]);
    await pipeline.ingest([write("b.csv", second)]);
    const report = await pipeline.ingest([write("c.csv", [trial(50), ...first])]);
    expect(report.rejects).toEqual([malformed]);
  });

  test("without what an earlier file contradicted", async () => {
    const other = trial(1, { title: "Other" });
    const before = await pipeline.ingest([write("a.csv", [...first, other])]);
    expect(before.rejects).toEqual([{ reason: "conflicting_duplicate", field: null, count: 1 }, malformed]);
    const after = await pipeline.ingest([write("b.csv", [other, ...first.slice(1)])]);
    expect(after.rejects).toEqual([malformed]);
  });
});
