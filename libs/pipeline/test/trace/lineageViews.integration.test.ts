import { Database } from "@trialflow/database";
import { Effect } from "effect";
import { beforeAll, describe, expect, test } from "vitest";
import { readTrialTrace } from "../../src/index.ts";
import { traceFields } from "../../src/trace/traceFields.ts";
import * as statements from "../../src/trace/traceStatements.ts";
import { csv, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { expectedFieldSources, fieldSourcesSql } from "./fieldSourcesSql.ts";

let pipeline: TestPipeline;
const count = 3000;
const joined = `select t.nct_id, c.raw_text from analytics.trials t join analytics.cell_lineage c on c.nct_id = t.nct_id
  where t.nct_id in ('${nctId(1)}', '${nctId(2)}') and c.field = 'enrollment' order by 1`;

beforeAll(async () => {
  pipeline = await createTestPipeline();
  const first = trials(count);
  await pipeline.ingest([writeInput(pipeline, "trials-20200401.csv", csv(first))]);
  const second = first
    .with(0, trial(1, { title: "A new title", start_date: "in spring", phases: "Phase 9|Phase 2" }))
    .with(1, trial(2, { title: 'Two lines,\n"quoted"' }));
  await pipeline.ingest([writeInput(pipeline, "trials-20200402.csv", csv(second))]);
  // Rows that no analyst is to see: a version that has not passed the gate.
  await pipeline.ingest([writeInput(pipeline, "trials-20200403.csv", csv([trial(1, { title: "A secret title" })]))]);
});

test("analytics.field_sources says what the field policies say", async () => {
  const found = await ask<object>(pipeline, "select * from analytics.field_sources");
  expect(found, `bring the view to the policies by a new migration:\n${fieldSourcesSql()}`).toEqual(
    expectedFieldSources,
  );
});

describe("analytics.trial_lineage", () => {
  test("has one row for each published trial, of the newest published load that had its record", async () => {
    const rows = await ask<Record<string, unknown>>(
      pipeline,
      `select nct_id, record_id::int, load_id::int, load_count::int, file_name, row_number::int, line_number::int, rule_version, run_id::text, program_version
       from analytics.trial_lineage order by nct_id`,
    );
    expect(rows).toHaveLength(count);
    for (const index of [0, 1, 2, count - 1]) {
      const { place, recordId, ruleVersion, run, otherLoads } = await pipeline.run(
        readTrialTrace({ nctId: nctId(index + 1), target: null, loadId: null }),
      );
      expect(rows[index]).toEqual({
        nct_id: nctId(index + 1),
        record_id: recordId,
        load_id: place.loadId,
        load_count: otherLoads.length + 1,
        file_name: place.fileName,
        row_number: place.rowNumber,
        line_number: place.lineNumber,
        rule_version: ruleVersion,
        run_id: run.runId,
        program_version: run.programVersion,
      });
    }
    expect(rows[2]).toMatchObject({ load_id: 2, load_count: 2, line_number: 5 });
  });
});

describe("analytics.cell_lineage", () => {
  const cells = (where: string) =>
    ask<Record<string, unknown>>(
      pipeline,
      `select field, value_text, raw_column, column_number::int, column_header, raw_text, rule, reject_reason, reject_detail from analytics.cell_lineage where ${where}`,
    );

  test("has one row for each published trial and field", async () => {
    const [row] = await ask<{ rows: number; trials: number; fields: number }>(
      pipeline,
      "select count(*)::int as rows, count(distinct nct_id)::int as trials, count(distinct field)::int as fields from analytics.cell_lineage",
    );
    expect(row).toEqual({ rows: count * traceFields.length, trials: count, fields: traceFields.length });
  });

  test("shows value, cell, rule and, where a field was set aside, the reason", async () => {
    expect(
      await cells(`nct_id = '${nctId(1)}' and field in ('brief_title', 'start_date', 'phases') order by field`),
    ).toEqual([
      {
        field: "brief_title",
        value_text: "A new title",
        raw_column: "title",
        column_number: 3,
        column_header: "Title",
        raw_text: "A new title",
        rule: "the text as it is",
        reject_reason: null,
        reject_detail: null,
      },
      {
        field: "phases",
        value_text: "PHASE2",
        raw_column: "phases",
        column_number: 13,
        column_header: "Phases",
        raw_text: "Phase 9|Phase 2",
        rule: "parsePhases",
        reject_reason: "unknown_phase (entry 1)",
        reject_detail: expect.stringMatching(/^expected /),
      },
      {
        field: "start_date",
        value_text: null,
        raw_column: "start_date",
        column_number: 19,
        column_header: "Start Date",
        raw_text: "in spring",
        rule: "parsePartialDate",
        reject_reason: expect.stringMatching(/^[a-z_]+$/),
        reject_detail: expect.stringMatching(/^expected /),
      },
    ]);
  });

  test("shows the texts of each list, as many entries as were published", async () => {
    const { fields } = await pipeline.run(readTrialTrace({ nctId: nctId(2), target: null, loadId: null }));
    const rows = await cells(`nct_id = '${nctId(2)}'`);
    for (const list of fields.filter(({ kind }) => kind === "list")) {
      const entries = list.analytics?.value as ReadonlyArray<object>;
      const row = rows.find(({ field }) => field === list.field);
      expect(row?.["value_text"] === null ? 0 : String(row?.["value_text"]).split("|").length, list.field).toBe(
        entries.length,
      );
    }
  });

  test("can be joined to a selection of trials", async () => {
    expect(await ask(pipeline, joined)).toEqual([
      { nct_id: nctId(1), raw_text: "11" },
      { nct_id: nctId(2), raw_text: "12" },
    ]);
  });
});

describe("the lineage is open to", () => {
  /** What a statement gives a role: a number, or the code of the refusal. */
  const as = async (role: string, statement: string): Promise<unknown> => {
    const sql = pipeline.connect();
    try {
      await sql.unsafe(`set role ${role}`);
      const [row] = await sql.unsafe(statement);
      return row?.["n"];
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await sql.end();
    }
  };
  const questions = ["trial_lineage", "cell_lineage", "field_sources"].map(
    (name) => `select count(*)::int as n from analytics.${name}`,
  );

  test.each(["analytics", "analyst", "auditor"])("%s", async (role) => {
    expect(await Promise.all(questions.map((question) => as(role, question)))).toEqual([
      count,
      count * traceFields.length,
      expectedFieldSources.length,
    ]);
  });

  test("an analyst, and no raw table with it", async () => {
    expect(await as("analyst", "select count(*) as n from raw.ctgov_legacy_csv")).toBe("42501");
    expect(await as("analyst", "select count(*) as n from ops.rejects")).toBe("42501");
  });

  test("an auditor, and nothing else of analytics with it", async () => {
    expect(await as("auditor", "select count(*) as n from analytics.trials")).toBe("42501");
  });

  test("a reader whose conditions see only what is published", async () => {
    // A condition that fails tells the text it failed on: it must not be asked about the unpublished version.
    const sql = pipeline.connect();
    await sql`set role analyst`;
    await sql`create function pg_temp.tell(t text) returns boolean language plpgsql cost 0.0000001 as
      $$ begin if t like '%secret%' then raise exception 'saw: %', t; end if; return false; end $$`;
    const seen = await sql`select * from analytics.cell_lineage where pg_temp.tell(raw_text)`;
    expect(seen).toHaveLength(0);
    await sql.end();
  });
});

describe("a single lookup reads by an index", () => {
  const plans = async (query: { readonly sql: string; readonly params: ReadonlyArray<unknown> }) => {
    const sql = pipeline.connect();
    try {
      await sql`analyze`;
      const rows = await sql.unsafe(`explain (costs off) ${query.sql}`, [...query.params] as Array<string>);
      return rows.map((row) => String(row["QUERY PLAN"])).join("\n");
    } finally {
      await sql.end();
    }
  };
  /** Tables that grow with the data; the ledger's few rows may be read in any way. */
  const large = /Seq Scan on (ctgov_legacy_csv(_rows)?(_\d+)?|trials|trial_\w+)\b/;

  test("in every statement of a trace", async () => {
    const queries = await pipeline.run(
      Effect.flatMap(Database, (database) =>
        database.query("test", async (db) =>
          [
            statements.placesOfTrial(db, nctId(7)),
            statements.placesOfRecords(db, [7, 8]),
            statements.recordById(db, 7),
            statements.rejectsOfRecords(db, [7]),
            statements.publishedAmong(db, [nctId(7), nctId(8)]),
            ...traceFields.flatMap(({ published, staged }) =>
              [published, staged].flatMap((table) =>
                table === undefined ? [] : [statements.entriesOf(db, table, nctId(7))],
              ),
            ),
          ].map((query) => query.toSQL()),
        ),
      ),
    );
    expect(queries).toHaveLength(23);
    for (const query of queries) {
      const plan = await plans(query);
      // Lists without a row have no index worth using.
      if (!/documents/.test(query.sql)) expect(plan, query.sql).not.toMatch(large);
    }
  });

  test.each([
    `select * from analytics.trial_lineage where nct_id = '${nctId(7)}'`,
    `select * from analytics.cell_lineage where nct_id = '${nctId(7)}'`,
    `select * from analytics.cell_lineage where nct_id = '${nctId(7)}' and field = 'url'`,
    joined,
  ])("%s", async (statement) => {
    expect((await plans({ sql: statement, params: [] })).replaceAll(/.*trial_documents.*/g, "")).not.toMatch(large);
  });
});
