import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RunReport } from "@trialflow/pipeline";
import { beforeAll, describe, expect, test } from "vitest";
import type { OutputDataset, RunEvent } from "../src/index.ts";
import { problemsIn } from "./support/specification.ts";
import { createWarehouse, type Warehouse } from "./support/warehouse.ts";

const sample = fileURLToPath(new URL("../../../data/sample/covid-19-trials-sample.csv", import.meta.url));

let warehouse: Warehouse;
let report: RunReport;
let events: ReadonlyArray<RunEvent>;
let end: RunEvent;
let database: string;

beforeAll(async () => {
  warehouse = await createWarehouse();
  report = await warehouse.ingest([sample]);
  events = warehouse.newEvents();
  end = events.at(-1) as RunEvent;
  database = new URL(warehouse.url).pathname.slice(1);
});

const endOf = (step: string) =>
  events.find(({ job, eventType }) => job.name.endsWith(`.${step}`) && eventType !== "START") as RunEvent;

const output = (event: RunEvent, table: string) =>
  event.outputs.find(({ name }) => name === `${database}.${table}`) as OutputDataset;

interface Lineage {
  readonly fields: Readonly<
    Record<
      string,
      { readonly inputFields: ReadonlyArray<{ name: string; field: string; transformations: ReadonlyArray<object> }> }
    >
  >;
}
const lineageOf = (dataset: OutputDataset) => dataset.facets["columnLineage"] as unknown as Lineage;

test("every event of a run is as the specification wants it", () => {
  expect(events.length).toBeGreaterThan(2);
  for (const event of events) expect(problemsIn(event), JSON.stringify(event)).toEqual([]);
});

test("a run is told from its START to its COMPLETE, its steps in between as runs of their own", () => {
  expect(report.status).toBe("succeeded");
  expect(events.map(({ eventType, job }) => [eventType, job.namespace, job.name])).toEqual(
    [
      ["START", "ingest.ctgov-covid19"],
      ...["load", "transform", "check", "publish"].flatMap((step) => [
        ["START", `ingest.ctgov-covid19.${step}`],
        ["COMPLETE", `ingest.ctgov-covid19.${step}`],
      ]),
      ["COMPLETE", "ingest.ctgov-covid19"],
    ].map(([type, name]) => [type, "trialflow", name]),
  );
  const [start] = events;
  expect([start?.run.runId, end.run.runId]).toEqual([report.runId, report.runId]);
  expect(end.run.facets["processing_engine"]).toMatchObject({ name: "Trialflow", version: "1.2.3" });
  const children = events.slice(1, -1);
  for (const child of children) {
    expect(child.run.facets["parent"]).toMatchObject({
      run: { runId: report.runId },
      job: { namespace: "trialflow", name: "ingest.ctgov-covid19" },
    });
  }
  expect(new Set(children.map(({ run }) => run.runId)).size).toBe(4);
});

test("what a load wrote into raw is told with the bytes of its partitions", () => {
  const size = output(endOf("load"), "raw.ctgov_legacy_csv").outputFacets?.["outputStatistics"]?.["size"];
  expect(size).toBeGreaterThan(100_000);
});

test("the file is an input with its SHA-256, size, rows and columns", () => {
  const bytes = readFileSync(sample);
  const [file] = end.inputs;
  expect(file).toMatchObject({
    namespace: "file://warehouse-host",
    name: sample,
    facets: {
      version: { datasetVersion: createHash("sha256").update(bytes).digest("hex") },
      datasetType: { datasetType: "FILE" },
      dataSource: { uri: `file://warehouse-host${sample}` },
    },
    inputFacets: { inputStatistics: { rowCount: 500, size: bytes.length, fileCount: 1 } },
  });
  const headings = readFileSync(sample, "utf8").split("\n")[0]?.trim().replaceAll('"', "").split(",");
  const fields = file?.facets["schema"]?.["fields"] as ReadonlyArray<{ name: string }>;
  expect(fields.map(({ name }) => name)).toEqual(headings);
  expect(endOf("load").inputs).toEqual([file]);
});

test("the tables of analytics are outputs with their columns, as the server has them, and their rows", async () => {
  const columns = await warehouse.ask<{ name: string; columns: ReadonlyArray<string> }>(
    `select table_schema || '.' || table_name as name, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'analytics' and table_type = 'BASE TABLE' group by 1`,
  );
  expect(end.outputs.map(({ name }) => name).sort()).toEqual(columns.map(({ name }) => `${database}.${name}`).sort());
  const { host } = new URL(warehouse.url);
  for (const table of columns) {
    const dataset = output(end, table.name);
    expect(dataset.namespace).toBe(`postgres://${host}`);
    const fields = dataset.facets["schema"]?.["fields"] as ReadonlyArray<{ name: string }>;
    expect(fields.map(({ name }) => name)).toEqual(table.columns);
  }
  for (const table of ["analytics.trials", "analytics.trial_conditions", "analytics.conditions"]) {
    const [row] = await warehouse.ask<{ rows: number }>(`select count(*)::int as rows from ${table}`);
    expect(output(end, table).outputFacets?.["outputStatistics"]).toMatchObject({ rowCount: row?.rows });
    expect(output(end, table).outputFacets?.["outputStatistics"]?.["size"]).toBeGreaterThan(0);
  }
});

describe("column lineage", () => {
  test("of a run says from file to analytics what analytics.field_sources says", async () => {
    const declared = await warehouse.ask<{
      field: string;
      kind: string;
      relation: string;
      header: string;
      rule: string;
    }>("select field, kind, relation, raw_header as header, rule from analytics.field_sources");
    expect(declared.length).toBeGreaterThan(50);
    for (const { field, kind, relation, header, rule } of declared) {
      const { fields } = lineageOf(output(end, relation));
      const columns = kind === "column" ? [field] : Object.keys(fields).filter((name) => name !== "nct_id");
      expect(columns.length, relation).toBeGreaterThan(0);
      for (const column of columns) {
        const source = fields[column]?.inputFields.find((input) => input.field === header);
        expect(source, `${relation}.${column} <- ${header}`).toMatchObject({ name: sample });
        expect(source?.transformations).toEqual([{ type: "DIRECT", description: rule, masking: false }]);
      }
    }
    const told = Object.entries(lineageOf(output(end, "analytics.trials")).fields).flatMap(
      ([column, { inputFields }]) => inputFields.map(({ field }) => `${column} <- ${field}`),
    );
    const expected = declared
      .filter(({ kind }) => kind === "column")
      .map(({ field, header }) => `${field} <- ${header}`);
    expect(told.sort()).toEqual(expected.sort());
  });

  test("of the steps leads from the file over raw and staging to analytics without a gap", () => {
    const steps = { load: "raw.ctgov_legacy_csv", transform: "staging.trials", publish: "analytics.trials" } as const;
    const trail: Array<string> = [];
    let column = "start_date";
    for (const [step, table] of Object.entries(steps).reverse()) {
      const [input] = lineageOf(output(endOf(step), table)).fields[column]?.inputFields ?? [];
      trail.push(`${input?.name}: ${input?.field}`);
      column = input?.field ?? "";
    }
    expect(trail).toEqual([
      `${database}.staging.trials: start_date`,
      `${database}.raw.ctgov_legacy_csv: start_date`,
      `${sample}: Start Date`,
    ]);
  });

  test("names only columns that the events describe", () => {
    for (const event of events) {
      for (const dataset of event.outputs) {
        const sources = Object.values(lineageOf(dataset)?.fields ?? {}).flatMap(({ inputFields }) => inputFields);
        for (const { name, field } of sources) {
          const fields = event.inputs.find((input) => input.name === name)?.facets["schema"]?.["fields"];
          expect((fields as ReadonlyArray<{ name: string }>).map((each) => each.name)).toContain(field);
        }
      }
    }
  });
});

test("what the checks found is told on the tables that they checked, for the check, the publication and the run", async () => {
  const results = await warehouse.ask<{ check_name: string; table_name: string; status: string; kind: string }>(
    "select check_name, table_name, status, kind from ops.check_results order by 1",
  );
  expect(results.length).toBeGreaterThan(20);
  const toldBy = (event: RunEvent) =>
    event.inputs
      .flatMap(({ name, inputFacets }) =>
        ((inputFacets?.["dataQualityAssertions"]?.["assertions"] ?? []) as ReadonlyArray<Record<string, unknown>>).map(
          (told) => ({
            check_name: told["name"],
            table_name: name.slice(database.length + 1),
            isPassed: told["success"],
            kind: told["assertion"],
          }),
        ),
      )
      .sort((a, b) => (String(a.check_name) < String(b.check_name) ? -1 : 1));
  const found = results
    .map(({ status, ...result }) => ({ ...result, isPassed: status === "passed" }))
    .sort((a, b) => (a.check_name < b.check_name ? -1 : 1));
  expect(toldBy(endOf("check"))).toEqual(found);
  expect(toldBy(end)).toEqual(found);
  expect(toldBy(endOf("publish"))).toEqual(found.filter(({ table_name }) => table_name.startsWith("staging.")));
});

test("nothing of what the file says is in an event", async () => {
  const text = readFileSync(warehouse.eventsFile, "utf8");
  const cells = await warehouse.ask<{ cell: string }>(
    "select distinct unnest(array[nct_number, title, other_ids, sponsor_collaborators, url]) as cell from raw.ctgov_legacy_csv",
  );
  expect(cells.length).toBeGreaterThan(1500);
  expect(cells.filter(({ cell }) => cell.length > 6 && text.includes(cell))).toEqual([]);
});

test("a run that finds nothing new is complete and has no outputs", async () => {
  warehouse.newEvents();
  expect((await warehouse.ingest([sample])).status).toBe("unchanged");
  const again = warehouse.newEvents();
  expect(again.flatMap(problemsIn)).toEqual([]);
  expect(again.at(-1)).toMatchObject({ eventType: "COMPLETE", job: { name: "ingest.ctgov-covid19" }, outputs: [] });
  expect(again.at(-1)?.inputs[0]).toMatchObject({ name: sample });
  expect(again.flatMap(({ outputs }) => outputs)).toEqual([]);
});

test("steps by themselves say what they read and wrote", async () => {
  await warehouse.ask("update ops.source_states set staged_rule_version = 'old', published_rule_version = 'old'");
  warehouse.newEvents();
  expect((await warehouse.ingest([], { steps: ["transform", "check"] })).status).toBe("succeeded");
  const told = warehouse.newEvents();
  expect(told.flatMap(problemsIn)).toEqual([]);
  const last = told.at(-1);
  expect(last?.inputs.map(({ name }) => name)).toEqual(expect.arrayContaining([sample, `${database}.staging.trials`]));
  expect(output(last as RunEvent, "staging.trials")).toBeDefined();
  expect(last?.outputs.every(({ name }) => name.startsWith(`${database}.staging.`))).toBe(true);
});
