import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { OverallStatus, StudyType } from "@trialflow/schema";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSuite, type SuiteReport, trialSuite } from "../src/index.ts";
import { loadClassicExport } from "./support/loadClassicExport.ts";
import { openStage, type Stage } from "./support/rehearse.ts";

const folder = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.info(`skipped: the real exports are not in ${folder}`);

const kaggle = "kaggle/COVID clinical trials.csv";
const snapshots = ["0408", "0501", "0802", "1001"].map((day) => `snapshots/clinicalTrials-2020${day}.tsv`);

/** Publishes the staged trials, without their lists. */
const publishTrials = async (sql: Sql): Promise<void> => {
  const words = (name: string, entries: ReadonlyArray<{ value: string; label: string }>) =>
    entries.map(({ value, label }, index) => ({ [name]: value, label, sort_order: index + 1 }));
  await sql`truncate analytics.trials cascade`;
  await sql`insert into analytics.study_types ${sql(words("study_type", StudyType.entries))} on conflict do nothing`;
  const statuses = words("overall_status", OverallStatus.entries).map((row) => ({ ...row, is_ended: false }));
  await sql`insert into analytics.overall_statuses ${sql(statuses)} on conflict do nothing`;
  await sql`insert into analytics.trials select * from staging.trials`;
};

const brokenOf = (report: SuiteReport): Record<string, number> =>
  Object.fromEntries(
    report.results.filter(({ status }) => status !== "passed").map(({ name, failedCount }) => [name, failedCount]),
  );

describe.skipIf(!isThere)("the trial suite on real exports", () => {
  let stage: Stage;
  let sql: Sql;
  beforeAll(async () => {
    stage = await openStage();
    sql = stage.database.connect();
  });
  afterAll(async () => {
    await sql.end();
    await stage.close();
  });

  test("the Kaggle file passes with warnings, each with the number of trials that is known of it", async () => {
    await loadClassicExport(sql, folder + kaggle);
    const report = await stage.run(runSuite(trialSuite, { sampleSize: 1000 }));
    expect(brokenOf(report)).toEqual({
      completion_date_is_present: 1,
      sex_is_known: 5,
      allocation_of_interventional_is_known: 8,
      site_is_listed_once: 178,
      title_is_unique: 8,
      completion_date_is_no_placeholder: 1,
      completion_is_within_ten_years: 15,
      not_yet_recruiting_trial_is_not_long_past_its_start: 199,
      enrollment_is_plausible: 10,
    });
    const repeated = report.results.find(({ name }) => name === "site_is_listed_once");
    expect(new Set(repeated?.sample.map(({ key }) => key["nct_id"])).size).toBe(36);
    expect(report.results.find(({ name }) => name === "there_are_trials")?.observed).toBe(3169);
    expect(report.verdict).toBe("warned");
  });

  test("snapshots of 2020 pass with warnings, compared with the one before it", async () => {
    for (const file of snapshots) {
      await loadClassicExport(sql, folder + file);
      const report = await stage.run(runSuite(trialSuite));
      expect([file, report.verdict]).toEqual([file, "warned"]);
      await publishTrials(sql);
    }
  });
});
