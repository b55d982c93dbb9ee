import { beforeAll, expect, test } from "vitest";
import { verifyEvidence } from "../../src/index.ts";
import { type Cells, csv, trial, trials } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

/** Snapshots of consecutive days, each with its own kind of difference from the one before. */
const snapshots: ReadonlyArray<readonly [title: string, day: string, rows: ReadonlyArray<Cells>]> = [
  ["the first one", "02", trials(20)],
  ["another title", "03", [...trials(19), trial(20, { title: "Another title" })]],
  ["another entry of one list", "04", [...trials(19), trial(20, { conditions: "Fever" })]],
  ["a new trial", "05", [...trials(19), trial(20, { conditions: "Fever" }), trial(21, { locations: "Oslo, Norway" })]],
  ["a trial less", "06", trials(19)],
  [
    "a name in a spelling that goes first",
    "07",
    [...trials(18), trial(19, { conditions: "COVID-19|PNEUMONIA, VIRAL" })],
  ],
  ["all trials changed", "08", trials(19, (number) => ({ phases: "Phase 3", title: `New title ${number}` }))],
  ["one that lies in the past", "01", trials(18)],
];

let pipeline: TestPipeline;
const contentsOfEntries = async () => {
  const entries = await ask<{ contents: Record<string, { rows: number; sha256: string }> }>(
    pipeline,
    "select details->'contents' as contents from ops.audit_log where details ? 'contents' order by entry_id",
  );
  return entries.map(({ contents }) => contents);
};
const ingest = (day: string, rows: ReadonlyArray<Cells>) =>
  pipeline.ingest([writeInput(pipeline, `trials-2020-05-${day}.csv`, csv([...rows]))], undefined, {
    isInsertedIntoPast: true,
  });

beforeAll(async () => {
  pipeline = await createTestPipeline();
});

test.each(snapshots)("what is written down of analytics is all that it holds: %s", async (_, day, rows) => {
  expect(await ingest(day, rows)).toMatchObject({ status: "succeeded" });
  const contents = (await contentsOfEntries()).at(-1) ?? {};
  const now = await ask<{ name: string; rows: number; sha256: string }>(
    pipeline,
    `select relname as name, row_count::int as rows, content_hash as sha256
     from pg_class cross join lateral ops.table_content(relname, null, 'trials') where relnamespace = 'analytics'::regnamespace and relkind = 'r'`,
  );
  expect(now).toHaveLength(20);
  expect(Object.fromEntries(now.map(({ name, rows, sha256 }) => [name, { rows, sha256 }]))).toEqual(
    Object.fromEntries(Object.entries(contents).map(([name, { rows, sha256 }]) => [name, { rows, sha256 }])),
  );
  expect((await pipeline.run(verifyEvidence([]))).findings).toEqual([]);
});

test("the same file again tells the rows that the publication before wrote down", async () => {
  const first = await ingest("09", trials(19));
  const again = await ingest("09", trials(19));
  expect(again.status).toBe("unchanged");
  expect(again.published).toEqual(first.published);
});

test("what somebody changed behind the program's back is found even after a later publication", async () => {
  await ask(pipeline, "update analytics.trial_outcomes set measure = 'Something else' where nct_id = 'NCT90000001'");
  expect(await ingest("10", [...trials(18), trial(19, { title: "Another title" })])).toMatchObject({
    status: "succeeded",
  });
  const { findings } = await pipeline.run(verifyEvidence([]));
  expect(findings.map(({ kind, place }) => [kind, place])).toEqual([["table_content", "analytics.trial_outcomes"]]);
});
