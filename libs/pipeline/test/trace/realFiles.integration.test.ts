import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Effect, Result } from "effect";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parseTraceTarget, readTrialTrace, traceFields } from "../../src/index.ts";
import { ask } from "../support/warehouse.ts";
import { createTestPipeline, registryData, type TestPipeline } from "../testPipeline.ts";
import { expectPlaces, type OriginalFile, originalFile } from "./expectPlaces.ts";

const sets = [
  { title: "the published COVID-19 dataset", delimiter: ",", files: ["kaggle/COVID clinical trials.csv"] },
  {
    title: "daily exports with tabs",
    delimiter: "\t",
    files: ["20200501", "20200801", "20200802", "20200803"].map((day) => `snapshots/clinicalTrials-${day}.tsv`),
  },
] as const;

const cellCount = 200;
const seed = 20200801;

/** What the view says of each drawn cell. */
const askEach = async (
  pipeline: TestPipeline,
  cells: ReadonlyArray<{ readonly nctId: string; readonly name: string }>,
) => {
  const sql = pipeline.connect();
  const rows: Array<Record<string, unknown>> = [];
  for (const { nctId, name } of cells) {
    const [row] = await sql`
      select value_text, raw_text, column_number::int, column_header, file_name, sha256, row_number::int, line_number::int, rule,
             rule_version, load_id::int, record_id::int
      from analytics.cell_lineage where nct_id = ${nctId} and field = ${name}`;
    rows.push({ ...row });
  }
  await sql.end();
  return rows;
};

for (const { title, delimiter, files } of sets) {
  const paths = files.map((file) => join(registryData, file));
  const missing = paths.filter((path) => !existsSync(path));
  for (const path of missing) console.log(`skipped: ${path} is not there`);

  describe.skipIf(missing.length > 0)(title, () => {
    let pipeline: TestPipeline;
    let originals: ReadonlyMap<string, OriginalFile>;
    let trials: ReadonlyArray<string>;

    beforeAll(async () => {
      pipeline = await createTestPipeline();
      await pipeline.ingest(paths);
      originals = new Map(paths.map((path) => [basename(path), originalFile(readFileSync(path), delimiter)]));
      const published = await ask<{ nct_id: string }>(pipeline, "select nct_id from analytics.trials order by nct_id");
      trials = published.map(({ nct_id }) => nct_id);
    });

    test(`each of ${cellCount} cells drawn at random stands at the line and column given (seed ${seed})`, async () => {
      const cell = fc.record({
        trial: fc.nat(),
        field: fc.nat(traceFields.length - 1),
        entry: fc.nat(),
        isEntry: fc.boolean(),
      });
      const drawn = fc.sample(cell, { seed, numRuns: cellCount }).map(({ trial, field, ...entry }) => ({
        nctId: trials[trial % trials.length] ?? "",
        name: traceFields[field]?.name ?? "",
        ...entry,
      }));
      const traces = await pipeline.run(
        Effect.forEach(drawn, ({ nctId, name }) =>
          readTrialTrace({ nctId, target: Result.getOrThrow(parseTraceTarget(name)), loadId: null }),
        ),
      );
      const rows = await askEach(pipeline, drawn);
      const seen = new Set<string>();
      for (const [index, { nctId, name, entry, isEntry }] of drawn.entries()) {
        const trace = traces[index];
        const whole = trace?.fields[0];
        const entries = whole?.entries ?? [];
        const traced = isEntry && entries.length > 0 ? entries[entry % entries.length] : whole;
        const original = originals.get(trace?.place.fileName ?? "");
        if (trace === undefined || traced === undefined || original === undefined)
          throw new Error(`${nctId} ${name} is lost`);
        expect(trace.status).toBe("published");
        expectPlaces(original, trace, traced);
        seen.add(`${trace.place.fileName} ${traced.kind}`);

        const [source] = whole?.sources ?? [];
        const value = whole?.analytics?.value ?? null;
        const text = Array.isArray(value) ? JSON.stringify(value).replaceAll(",", ", ") : String(value);
        expect(rows[index]).toMatchObject({
          raw_text: source?.rawText,
          column_number: source?.columnNumber,
          column_header: source?.header,
          file_name: trace.place.fileName,
          sha256: trace.place.sha256,
          row_number: trace.place.rowNumber,
          line_number: trace.place.lineNumber,
          load_id: trace.place.loadId,
          record_id: trace.recordId,
          rule: whole?.rule,
          rule_version: trace.ruleVersion,
          ...(whole?.kind === "list" ? {} : { value_text: value === null ? null : text }),
        });
      }
      expect([...seen].some((key) => key.endsWith("entry"))).toBe(true);
    });

    test("every field of a trial can be traced, and nothing of analytics.trials is left out", async () => {
      const nctId = trials[Math.floor(trials.length / 2)] ?? "";
      const trace = await pipeline.run(readTrialTrace({ nctId, target: null, loadId: null }));
      const original = originals.get(trace.place.fileName);
      if (original === undefined) throw new Error("no file");
      const columns = await ask<{ name: string }>(
        pipeline,
        "select column_name as name from information_schema.columns where table_schema = 'analytics' and table_name = 'trials' order by ordinal_position",
      );
      expect(
        trace.fields
          .filter(({ kind }) => kind === "column")
          .map(({ field }) => field)
          .sort(),
      ).toEqual(
        columns
          .map(({ name }) => name)
          .filter((name) => !name.startsWith("_"))
          .sort(),
      );
      for (const field of trace.fields) {
        expectPlaces(original, trace, field);
        for (const entry of field.entries) expectPlaces(original, trace, entry);
        if (field.staging !== null) expect(field.staging.value).toEqual(field.analytics?.value);
      }
    });
  });
}
