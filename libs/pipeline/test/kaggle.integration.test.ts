import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseFile } from "fast-csv";
import { beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../src/index.ts";
import { checksums, createTestPipeline, registryData, type TestPipeline } from "./testPipeline.ts";

const file = join(registryData, "kaggle/COVID clinical trials.csv");
if (!existsSync(file)) console.log(`skipped: ${file} is not there`);

const read = () =>
  new Promise<ReadonlyArray<Record<string, string>>>((resolve, reject) => {
    const rows: Array<Record<string, string>> = [];
    parseFile(file, { headers: true })
      .on("data", (row) => rows.push(row))
      .on("error", reject)
      .on("end", () => resolve(rows));
  });

describe.skipIf(!existsSync(file))("the published COVID-19 dataset", () => {
  let pipeline: TestPipeline;
  let report: RunReport;
  let rows: ReadonlyArray<Record<string, string>>;
  const parts = (column: string) => rows.flatMap((row) => (row[column] ? (row[column] ?? "").split("|") : []));

  beforeAll(async () => {
    rows = await read();
    pipeline = await createTestPipeline();
    report = await pipeline.ingest([file]);
  });

  test("arrives whole: every row and every entry of every list", () => {
    expect(report.status).toBe("succeeded");
    expect(report.loads[0]).toMatchObject({ read: rows.length, new: rows.length, rejected: 0, duplicate: 0 });
    expect(report.published).toMatchObject({
      trials: rows.length,
      trial_conditions: parts("Conditions").length,
      trial_interventions: parts("Interventions").length,
      trial_outcomes: parts("Outcome Measures").length,
      trial_sponsors: parts("Sponsor/Collaborators").length,
      trial_locations: parts("Locations").length,
      trial_other_ids: parts("Other IDs").length,
      trial_documents: parts("Study Documents").length,
      trial_phases: parts("Phases").length,
    });
  });

  test("has no error-level finding", () => {
    expect(report.checks?.results.filter((check) => check.status === "failed")).toEqual([]);
  });

  test("changes nothing when it is loaded again", async () => {
    const before = await checksums(pipeline);
    const again = await pipeline.ingest([file]);
    expect(again.status).toBe("unchanged");
    expect(await checksums(pipeline)).toEqual(before);
  });

  test("counts trials by type and phase as the file does", async () => {
    const expected = new Map<string, number>();
    for (const row of rows) {
      const type = row["Study Type"]?.startsWith("Expanded Access") ? "Expanded Access" : (row["Study Type"] ?? "");
      for (const phase of (row["Phases"] ?? "").split("|")) {
        const key = `${type}/${phase}`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
    }
    const sql = pipeline.connect();
    const found =
      await sql`select study_type_label || '/' || coalesce(phase_label, '') as key, trial_count::int as n from analytics.trials_by_study_type_and_phase`;
    expect(new Map(found.map((row) => [row["key"], row["n"]]))).toEqual(expected);
    await sql.end();
  });
});
