import { beforeEach, expect, test } from "vitest";
import { defaultSource, replayRejects } from "../../src/index.ts";
import { type Cells, csv, line, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, balance, currentIn, dataOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { actsOf, statesOf } from "./quarantineOf.ts";

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await createTestPipeline();
});

const replay = (isDryRun = false) =>
  pipeline.run(replayRejects({ source: defaultSource, rejectIds: [], reason: null, loadId: null, isDryRun }));

const rows = trials(40, (n) => (n === 7 ? { title: 'Quoted "title"\nof two lines' } : {}));
const withRow = (row: string | Cells, of: ReadonlyArray<Cells> = rows) => csv(of.with(4, row as Cells));
const brokenRow = "1,2,3";

/** Loads a file whose row 5 an older reader could not take: with the text that stands in the quarantine, a newer one can. */
const loadWithRejectedRow = async (target: TestPipeline, text: string, of: ReadonlyArray<Cells> = rows) => {
  await target.ingest([writeInput(target, "with-reject.csv", withRow(brokenRow, of))]);
  await ask(
    target,
    `update ops.rejects set raw_text = '${text.replaceAll("'", "''")}', rule_version = 'older' where scope = 'file_row'`,
  );
};

const ledgerOf = async (target: TestPipeline) =>
  (
    await ask(
      target,
      `select rows_read, rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected, rows_vanished, content_hash
       from ops.loads order by load_id desc limit 1`,
    )
  )[0];

/** What a program with these rules makes of the file from the start. */
const directly = async (files: ReadonlyArray<string>) => {
  const other = await createTestPipeline();
  for (const [index, content] of files.entries()) await other.ingest([writeInput(other, `${index}.csv`, content)]);
  return other;
};

test("a row that can be read now becomes a row of its load, as if it had been read at once", async () => {
  await loadWithRejectedRow(pipeline, line(trial(5)));
  expect(await balance(pipeline)).toMatchObject({ read: 40, new: 39, rejected: 1, published: 39 });
  const report = await replay();
  expect(report).toMatchObject({
    status: "succeeded",
    asked: 1,
    replayed: [{ rejectId: 1, outcome: "resolved", valueText: `${nctId(5)}, new` }],
    published: { trials: 40 },
  });
  const other = await directly([csv(rows)]);
  expect(await ledgerOf(pipeline)).toEqual(await ledgerOf(other));
  expect(await balance(pipeline)).toMatchObject({ read: 40, new: 40, rejected: 0, in_raw: 40, published: 40 });
  expect(
    await ask(pipeline, "select row_number::int, line_number::int from raw.ctgov_legacy_csv_rows where row_number = 5"),
  ).toEqual([{ row_number: 5, line_number: 6 }]);
  expect((await statesOf(pipeline))[0]).toMatchObject({ state: "resolved" });
  expect(await actsOf(pipeline, "replay_rejects")).toHaveLength(1);
  expect(await ask(pipeline, `select event from analytics.trial_versions where nct_id = '${nctId(5)}'`)).toEqual([
    { event: "appeared" },
  ]);

  const before = await dataOf(pipeline);
  expect(await replay()).toMatchObject({ status: "unchanged", asked: 0 });
  expect(await dataOf(pipeline)).toEqual(before);
  expect(await pipeline.ingest([writeInput(pipeline, "again.csv", csv(rows))])).toMatchObject({
    loads: [{ status: "unchanged" }],
    rejects: [],
  });
});

test("a dry run tells of the row and leaves the ledger as it is", async () => {
  await loadWithRejectedRow(pipeline, line(trial(5)));
  const before = await dataOf(pipeline);
  expect(await replay(true)).toMatchObject({ replayed: [{ valueText: `${nctId(5)}, new` }] });
  expect(await dataOf(pipeline)).toEqual(before);
});

test.each([
  ["changed", trial(5, { title: "Another title" })],
  ["unchanged", trial(5)],
] as const)(
  "a row of a trial that the load before had is found to be %s, and the trial has not vanished",
  async (disposition, row) => {
    const first = csv(rows);
    await pipeline.ingest([writeInput(pipeline, "first.csv", first)]);
    const second = rows.with(8, trial(9, { title: "New" }));
    await loadWithRejectedRow(pipeline, line(row), second);
    expect(await ledgerOf(pipeline)).toMatchObject({ rows_vanished: "1" });
    expect(await replay()).toMatchObject({ replayed: [{ valueText: `${nctId(5)}, ${disposition}` }] });
    const other = await directly([first, withRow(row, second)]);
    expect(await ledgerOf(pipeline)).toEqual(await ledgerOf(other));
    const names = ["analytics.trials", "analytics.trial_locations", "analytics.conditions"];
    const [mine, theirs] = [currentIn(await dataOf(pipeline)), currentIn(await dataOf(other))];
    for (const name of names.slice(1)) expect(mine[name], name).toBe(theirs[name]);
    expect(
      await ask(
        pipeline,
        `select title from raw.ctgov_legacy_csv r join analytics.trials t on t._record_id = r._record_id where nct_id = '${nctId(5)}'`,
      ),
    ).toEqual([{ title: row.title }]);
  },
);

test("a row that says the same as another row of its load is a duplicate", async () => {
  await loadWithRejectedRow(pipeline, line(trial(6)));
  expect(await replay()).toMatchObject({ replayed: [{ outcome: "resolved", valueText: `${nctId(6)}, duplicate` }] });
  expect(await balance(pipeline)).toMatchObject({ read: 40, new: 39, duplicate: 1, rejected: 0, published: 39 });
});

test("a row that contradicts another row of its load is rejected again, for that", async () => {
  await loadWithRejectedRow(pipeline, line(trial(6, { title: "Contradicts" })));
  expect(await replay()).toMatchObject({ replayed: [{ rejectId: 1, outcome: "rejected_again", newRejectId: 2 }] });
  expect(await balance(pipeline)).toMatchObject({ read: 40, new: 39, rejected: 1, in_raw: 40, published: 39 });
  expect((await statesOf(pipeline)).map(({ state, reason }) => [state, reason])).toEqual([
    ["superseded", "too_few_cells"],
    ["open", "conflicting_duplicate"],
  ]);
  expect(await replay()).toMatchObject({ status: "unchanged", asked: 1, unchanged: 1 });
});

test("a row that breaks in another way is rejected again with the new reason, and once", async () => {
  await loadWithRejectedRow(pipeline, `${line(trial(5))},"more"`);
  expect(await replay()).toMatchObject({ replayed: [{ rejectId: 1, outcome: "rejected_again", newRejectId: 2 }] });
  expect((await statesOf(pipeline)).map(({ state, reason }) => [state, reason])).toEqual([
    ["superseded", "too_few_cells"],
    ["open", "too_many_cells"],
  ]);
  expect(await balance(pipeline)).toMatchObject({ new: 39, rejected: 1, published: 39 });
  expect(await replay()).toMatchObject({ status: "unchanged", asked: 1, unchanged: 1 });
});

test("a row that is rejected as before changes nothing, and one of which only the head is kept needs its file", async () => {
  await pipeline.ingest([writeInput(pipeline, "trials.csv", withRow(brokenRow))]);
  const before = await dataOf(pipeline);
  expect(await replay()).toMatchObject({ status: "unchanged", asked: 1, unchanged: 1, replayed: [] });
  expect(await dataOf(pipeline)).toEqual(before);
  await ask(pipeline, "update ops.rejects set is_raw_text_complete = false");
  expect(await replay()).toMatchObject({ status: "unchanged", unchanged: 0, incomplete: 1 });
});
