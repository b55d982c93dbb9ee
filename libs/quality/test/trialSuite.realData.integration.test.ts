import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { OverallStatus, StudyType } from "@trialflow/schema";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatReport, runSuite, type SuiteReport, trialSuite } from "../src/index.ts";
import { loadClassicExport } from "./support/loadClassicExport.ts";
import { openStage, type Stage } from "./support/rehearse.ts";

const folder = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.info(`skipped: the real exports are not in ${folder}`);

const kaggle = "kaggle/COVID clinical trials.csv";
const snapshots = ["0406", "0407", "0408", "0501", "0601", "0801", "0802", "0803", "1001"].map(
  (day) => `snapshots/clinicalTrials-2020${day}.tsv`,
);

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
    for (let i = 0; i < 5; i++) console.log((await stage.run(runSuite(trialSuite))).durationMs);
    const report = await stage.run(runSuite(trialSuite));
    console.log(report.results.toSorted((a,b)=>b.durationMs-a.durationMs).slice(0,14).map(r=>`${r.name} ${r.durationMs}`).join('\n'), report.results.reduce((n,r)=>n+r.durationMs,0));
    expect(brokenOf(report)).toEqual({
      sex_is_known: 5,
    });
    expect(report.verdict).toBe("warned");
  });

  test("every snapshot of 2020 passes with warnings, compared with the one before it", async () => {
    for (const file of snapshots) {
      await loadClassicExport(sql, folder + file);
      const report = await stage.run(runSuite(trialSuite));
      console.log(file, report.durationMs, JSON.stringify(brokenOf(report)), report.results.filter((r) => r.observed !== null && r.kind !=="row_count").map((r) => `${r.name}=${r.observed}`).join(" "));
      expect([file, report.verdict]).toEqual([file, "warned"]);
      await publishTrials(sql);
    }
  });
});
