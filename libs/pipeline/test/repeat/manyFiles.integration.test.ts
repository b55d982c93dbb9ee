import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { contentOf } from "../support/contentOf.ts";
import { type Cells, csv, trial, trials } from "../support/trialCsv.ts";
import { ask, failureOf, writeInput } from "../support/warehouse.ts";
import { checksums, createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await createTestPipeline();
});

const snapshots: Readonly<Record<string, ReadonlyArray<Cells>>> = {
  "trials-20200401.csv": trials(20),
  "trials-20200402.csv": trials(22, (number) => (number === 5 ? { title: "Changed" } : {})),
  "trials-20200403.csv": [...trials(21), trial(30, { start_date: "soon" })],
};
const writeAll = (files: Readonly<Record<string, ReadonlyArray<Cells>>> = snapshots) =>
  Object.entries(files).map(([name, rows]) => writeInput(pipeline, name, csv(rows)));
const inbox = (paths: ReadonlyArray<string>) => {
  const folder = join(pipeline.home, "inbox");
  mkdirSync(folder, { recursive: true });
  for (const path of paths) copyFileSync(path, join(folder, basename(path)));
};

test("files of one run are loaded in the order of their snapshots, whatever order they are named in", async () => {
  const [oldest = "", middle = "", newest = ""] = writeAll();
  const report = await pipeline.ingest([newest, oldest, middle]);
  expect(report.loads).toMatchObject([
    { file: "trials-20200401.csv", snapshotDate: "2020-04-01", status: "loaded", loadId: 1, new: 20 },
    { file: "trials-20200402.csv", snapshotDate: "2020-04-02", status: "loaded", loadId: 2, new: 2, changed: 1 },
    {
      file: "trials-20200403.csv",
      snapshotDate: "2020-04-03",
      status: "loaded",
      loadId: 3,
      new: 1,
      changed: 1,
      vanished: 1,
    },
  ]);
  expect(report.published).toMatchObject({ trials: 22 });
  const before = await checksums(pipeline);
  expect(await pipeline.ingest([middle, newest, oldest])).toMatchObject({
    status: "unchanged",
    loads: [{ status: "superseded" }, { status: "superseded" }, { status: "unchanged" }],
  });
  expect(await checksums(pipeline)).toEqual(before);
});

test("files of one run give what the same files give one by one", async () => {
  const paths = writeAll();
  await pipeline.ingest(paths);
  const together = await contentOf(pipeline);

  const other = await createTestPipeline();
  for (const path of paths) await other.ingest([path]);
  const apart = await contentOf(other);
  const isOfData = (table: string) => /^(raw|staging|analytics)\.|^ops\.loads$/.test(table);
  for (const table of Object.keys(together).filter(isOfData)) expect(apart[table], table).toBe(together[table]);
});

describe("files that stay in the inbox", () => {
  const runAgain = async () => {
    const before = await checksums(pipeline);
    const report = await pipeline.ingest([]);
    expect(report.status).toBe("unchanged");
    expect(await checksums(pipeline)).toEqual(before);
  };

  test("change nothing in later runs", async () => {
    inbox(writeAll());
    expect(await pipeline.ingest([])).toMatchObject({ status: "succeeded", published: { trials: 22 } });
    await runAgain();
    await runAgain();
  });

  test("change nothing in later runs when two of them say the same in other words", async () => {
    const rows = trials(20);
    const same = rows.toReversed().map((row, index) => ({ ...row, rank: String(index + 1) }));
    inbox(writeAll({ "trials-20200401.csv": rows, "trials-20200402.csv": same, "trials-20200403.csv": trials(25) }));
    expect(await pipeline.ingest([])).toMatchObject({
      loads: [
        { status: "loaded", new: 20 },
        { status: "loaded", unchanged: 20 },
        { status: "loaded", new: 5 },
      ],
      published: { trials: 25 },
    });
    await runAgain();
    expect(await ask(pipeline, "select count(*)::int as loads from ops.loads")).toEqual([{ loads: 3 }]);
  });

  test("and an older one that joins them is refused until it is taken away", async () => {
    const [oldest = "", middle = "", newest = ""] = writeAll();
    inbox([oldest, newest]);
    expect(await pipeline.ingest([])).toMatchObject({ published: { trials: 22 } });
    const before = await contentOf(pipeline);
    inbox([middle]);
    const failure = await failureOf(pipeline.ingest([]));
    expect(failure).toMatchObject({ reason: "OutOfOrder", isRetryable: false });
    expect(failure.message).toContain(
      "trials-20200402.csv is of 2020-04-02, but trials-20200403.csv of 2020-04-03 is published",
    );
    const after = await contentOf(pipeline);
    for (const table of Object.keys(before).filter((name) => /^(raw|staging|analytics)\./.test(name))) {
      expect(after[table], table).toBe(before[table]);
    }
    rmSync(join(pipeline.home, "inbox/trials-20200402.csv"));
    await runAgain();
  });
});
