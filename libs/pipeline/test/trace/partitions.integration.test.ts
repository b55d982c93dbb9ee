import { Database } from "@trialflow/database";
import { versionBlocks } from "@trialflow/schema";
import { Effect } from "effect";
import { beforeAll, expect, test } from "vitest";
import * as statements from "../../src/trace/traceStatements.ts";
import { csv, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;

beforeAll(async () => {
  pipeline = await createTestPipeline();
  await pipeline.ingest([writeInput(pipeline, "trials-20200401.csv", csv(trials(20)))]);
  // So much more than before that it is taken for new, and attached as a partition of its own.
  await pipeline.ingest([writeInput(pipeline, "trials-20200402.csv", csv(trials(400)))]);
  await pipeline.ingest([
    writeInput(pipeline, "trials-20200403.csv", csv(trials(400).with(0, trial(1, { title: "New" })))),
  ]);
});

/** The partitions of raw that a statement read, by what it was explained to have done. */
const readPartitions = async (query: { readonly sql: string; readonly params: ReadonlyArray<unknown> }) => {
  const sql = pipeline.connect();
  try {
    const rows = await sql.unsafe(`explain (analyze, costs off, timing off, summary off) ${query.sql}`, [
      ...query.params,
    ] as Array<string>);
    const lines = rows.map((row) => String(row["QUERY PLAN"]));
    return [
      ...new Set(
        lines.flatMap((line) =>
          /never executed/.test(line) ? [] : (/ on (ctgov_legacy_csv_(?:rows_)?\d+)/.exec(line)?.[1] ?? []),
        ),
      ),
    ].sort();
  } finally {
    await sql.end();
  }
};

test("a first load and one of mostly new versions are partitions of raw, later versions join the newest", async () => {
  const found = await ask<Record<string, unknown>>(
    pipeline,
    `select tableoid::regclass::text as partition, count(*)::int as versions, min(_record_id)::float8 as first, max(_record_id)::float8 as last
     from raw.ctgov_legacy_csv group by 1 order by 1`,
  );
  const start = versionBlocks.size;
  expect(found).toEqual([
    { partition: "raw.ctgov_legacy_csv_0", versions: 20, first: 1, last: 20 },
    // The 20 known trials keep their versions and leave gaps; the changed one follows.
    { partition: "raw.ctgov_legacy_csv_1", versions: 381, first: start + 21, last: start + 401 },
  ]);
  const indexes = await ask<{ name: string }>(
    pipeline,
    `select indexdef as name from pg_indexes where schemaname = 'raw' and tablename in ('ctgov_legacy_csv_0', 'ctgov_legacy_csv_1')
     order by replace(replace(indexdef, '_1', ''), '_0', '')`,
  );
  expect(indexes).toHaveLength(6);
});

test("a trace reads the partition of its record, and a load the partition of its rows", async () => {
  const [record] = await ask<{ id: number }>(
    pipeline,
    `select _record_id::float8 as id from analytics.trials where nct_id = '${nctId(300)}'`,
  );
  const byId = await pipeline.run(
    Effect.flatMap(Database, (database) =>
      database.query("test", async (db) => statements.recordById(db, record?.id ?? 0).toSQL()),
    ),
  );
  expect(await readPartitions(byId)).toEqual(["ctgov_legacy_csv_1"]);
  const ofLoad = "select count(*) from raw.ctgov_legacy_csv_rows where load_id = 2";
  expect(await readPartitions({ sql: ofLoad, params: [] })).toEqual(["ctgov_legacy_csv_rows_0"]);
});

test.each([
  [7, "ctgov_legacy_csv_0"],
  [300, "ctgov_legacy_csv_1"],
])("the views read of raw the one partition in which the record of trial %i stands", async (number, partition) => {
  const cells = `select raw_text from analytics.cell_lineage where nct_id = '${nctId(number)}' and field = 'url'`;
  expect(await readPartitions({ sql: cells, params: [] })).toEqual([partition, "ctgov_legacy_csv_rows_0"]);
});

test("rows of a later month of loads stand in another partition, which a load's rows do not lead to", async () => {
  await ask(
    pipeline,
    `create table raw.ctgov_legacy_csv_rows_1 partition of raw.ctgov_legacy_csv_rows for values from (32) to (64)`,
  );
  const ofLoad = (loadId: number) => ({
    sql: `select count(*) from raw.ctgov_legacy_csv_rows where load_id = ${loadId}`,
    params: [],
  });
  expect(await readPartitions(ofLoad(2))).toEqual(["ctgov_legacy_csv_rows_0"]);
  expect(await readPartitions(ofLoad(40))).toEqual(["ctgov_legacy_csv_rows_1"]);
});
