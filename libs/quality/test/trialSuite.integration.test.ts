import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FailingRow, runSuite, type SuiteReport, trialSuite } from "../src/index.ts";
import { emptyStaging } from "./support/emptyStaging.ts";
import { openStage, type Stage } from "./support/rehearse.ts";
import { lists, stagedList } from "./support/stagedLists.ts";
import { loadId, stageTrials } from "./support/stagedTrials.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(stageTrials);
});
afterAll(() => stage.close());

const reportAfter = (...statements: ReadonlyArray<SQL>): Promise<SuiteReport> =>
  stage.rehearse(statements, runSuite(trialSuite, { loadId }));
const brokenOf = (report: SuiteReport): ReadonlyArray<string> =>
  report.results.filter(({ status }) => status !== "passed").map(({ name }) => name);

interface Case {
  /** What is done to four trials that break no rule. */
  readonly change: SQL | ReadonlyArray<SQL>;
  /** The first failing row's key, null for a rule about the whole. */
  readonly key: FailingRow["key"] | null;
  /** Other rules that the change cannot but break. */
  readonly also?: ReadonlyArray<string>;
}

const first = { nct_id: "NCT00000001" };
const second = { nct_id: "NCT00000002" };
const update = (nctId: string, assignments: SQL): SQL =>
  sql`update staging.trials set ${assignments} where nct_id = ${nctId}`;
const firstTrial = (assignments: SQL): Case => ({ change: update("NCT00000001", assignments), key: first });
const secondTrial = (assignments: SQL): Case => ({ change: update("NCT00000002", assignments), key: second });

/** Publishes what is staged so often that the staged rows are less than half of it. */
const publishThrice = (table: string): ReadonlyArray<SQL> => {
  const published = sql`analytics.${sql.identifier(table)}`;
  return [
    sql`set local session_replication_role = replica`,
    sql`insert into ${published} select (jsonb_populate_record(null::${published}, to_jsonb(row) || jsonb_build_object(
      'id', gen_random_uuid(), 'position', 100 * copy + coalesce((to_jsonb(row) ->> 'position')::int, 0),
      'nct_id', case when ${table} = 'trials' then 'NCT' || (10000000 * copy + row._number) else to_jsonb(row) ->> 'nct_id' end))).*
      from (select *, row_number() over () as _number from staging.${sql.identifier(table)}) as row, generate_series(1, 3) as copy`,
  ];
};

/** Writes a reject of one field into the ledger. */
const setAside = (recordId: number, field: string, position: number | null, reason = "malformed"): SQL =>
  sql`insert into ops.rejects (reject_id, run_id, load_id, scope, record_id, row_number, line_number, field, position, reason_code,
      detail, raw_text, is_raw_text_complete, rule_version, rejected_at)
    select 1, run_id, load_id, 'field', ${recordId}, 1, 2, ${field}, ${position}::int, ${reason}, '', 'x', true, '1', now() from ops.loads`;

/** Writes the reject of a row that the reader could not take. */
const setRowAside = (rowNumber: number): SQL =>
  sql`insert into ops.rejects (reject_id, run_id, load_id, scope, row_number, line_number, reason_code, detail, raw_text,
      is_raw_text_complete, rule_version, rejected_at)
    select ${rowNumber}, run_id, load_id, 'file_row', ${rowNumber}, ${rowNumber} + 1, 'too_few_cells', '', 'x', true, 'load-1', now() from ops.loads`;

const publishWith = (column: string, value: string): ReadonlyArray<SQL> => [
  sql`set local session_replication_role = replica`,
  sql`insert into analytics.trials select * from staging.trials`,
  sql`update analytics.trials set ${sql.identifier(column)} = ${value}`,
];

const cases: { readonly [name: string]: Case } = {
  there_are_trials: {
    change: emptyStaging,
    key: null,
    also: ["rejected_rows_are_few", "every_trial_of_the_load_is_staged_or_set_aside"],
  },
  snapshot_is_not_half_of_the_last: { change: publishThrice("trials"), key: null },
  ...Object.fromEntries(
    lists.map((list) => [`${list}_are_not_half_of_the_last`, { change: publishThrice(`trial_${list}`), key: null }]),
  ),
  statuses_are_distributed_as_in_the_last: {
    change: publishWith("overall_status", "COMPLETED"),
    key: { overall_status: "COMPLETED" },
  },
  study_types_are_distributed_as_in_the_last: {
    change: publishWith("study_type", "INTERVENTIONAL"),
    key: { study_type: "INTERVENTIONAL" },
  },
  rejected_rows_are_few: {
    change: [sql`update ops.loads set rows_read = 5, rows_rejected = 1`, setRowAside(5)],
    key: null,
  },
  every_row_of_the_load_is_accounted_for: {
    change: sql`delete from raw.ctgov_legacy_csv_rows where row_number = 3`,
    key: { load_id: 1, row_number: 3 },
    also: ["ledger_counts_what_the_load_has", "every_trial_of_the_load_is_staged_or_set_aside"],
  },
  ledger_counts_what_the_load_has: {
    change: sql`update ops.loads set rows_new = 3, rows_changed = 1`,
    key: { load_id: 1, count: "rows_changed" },
  },
  every_trial_of_the_load_is_staged_or_set_aside: {
    change: ["trial_conditions", "trial_sponsors", "trials"].map(
      (table) => sql`delete from staging.${sql.identifier(table)} where nct_id = 'NCT00000003'`,
    ),
    key: { nct_id: "NCT00000003" },
    also: ["rejected_rows_are_few"],
  },
  trial_is_read_completely: {
    change: setAside(2, "gender", null),
    key: second,
    also: ["rejected_fields_are_few"],
  },
  rejected_fields_are_few: {
    change: setAside(1, "gender", null),
    key: first,
    also: ["trial_is_read_completely"],
  },

  vocabulary_news_are_few: {
    change: setAside(1, "gender", null, "unknown_sex"),
    key: first,
    also: ["trial_is_read_completely", "rejected_fields_are_few"],
  },

  brief_title_is_not_blank: firstTrial(sql`brief_title = E' \t'`),
  overall_status_is_rarely_missing: {
    ...secondTrial(sql`overall_status = null`),
    also: ["overall_status_is_known"],
  },
  study_type_is_rarely_missing: {
    ...secondTrial(sql`study_type = null`),
    also: ["study_type_is_known"],
  },
  trial_has_a_condition: { change: sql`delete from staging.trial_conditions where nct_id = 'NCT00000001'`, key: first },
  trial_has_at_most_one_lead_sponsor: {
    change: sql`update staging.trial_sponsors set lead_or_collaborator = 'LEAD' where nct_id = 'NCT00000001'`,
    key: { ...first, position: 1 },
  },
  trial_has_a_lead_sponsor: {
    change: sql`update staging.trial_sponsors set lead_or_collaborator = 'COLLABORATOR' where nct_id = 'NCT00000002'`,
    key: second,
  },
  study_first_posted_date_is_present: firstTrial(
    sql`study_first_posted_date = null, study_first_posted_date_precision = null`,
  ),
  last_update_posted_date_is_present: firstTrial(
    sql`last_update_posted_date = null, last_update_posted_date_precision = null`,
  ),
  start_date_is_present: firstTrial(sql`start_date = null, start_date_precision = null`),
  completion_date_is_present: firstTrial(sql`completion_date = null, completion_date_precision = null`),
  enrollment_is_present: firstTrial(sql`enrollment = null`),

  start_is_not_after_primary_completion: firstTrial(sql`start_date = '2020-05-02'`),
  primary_completion_is_not_after_completion: firstTrial(sql`primary_completion_date = '2020-06-02'`),
  start_is_not_after_completion: firstTrial(
    sql`start_date = '2020-06-02', primary_completion_date = null, primary_completion_date_precision = null`,
  ),
  first_posted_is_not_after_last_update: secondTrial(sql`study_first_posted_date = '2020-07-02'`),
  results_are_not_posted_before_the_trial: firstTrial(sql`results_first_posted_date = '2020-02-14'`),
  completed_trial_is_not_completed_in_future: firstTrial(sql`completion_date = '2020-07-02'`),

  overall_status_is_known: {
    ...firstTrial(sql`overall_status = null`),
    also: ["overall_status_is_rarely_missing"],
  },
  study_type_is_known: { ...secondTrial(sql`study_type = null`), also: ["study_type_is_rarely_missing"] },
  has_results_is_known: secondTrial(sql`has_results = null`),
  sex_is_known: secondTrial(sql`sex = null`),
  allocation_of_interventional_is_known: firstTrial(sql`allocation = null`),
  intervention_type_is_known: {
    change: sql`update staging.trial_interventions set intervention_type = null where position = 2`,
    key: { ...first, position: 2 },
  },
  country_is_resolved: {
    change: sql`update staging.trial_locations set country = null, country_code = null where position = 2`,
    key: { ...first, position: 2 },
    also: ["country_is_rarely_unresolved"],
  },
  country_is_rarely_unresolved: {
    change: sql`update staging.trial_locations set country = null, country_code = null where position = 1`,
    key: { ...first, position: 1 },
    also: ["country_is_resolved"],
  },

  only_interventional_trials_have_a_phase: {
    change: sql`insert into staging.trial_phases values ('NCT00000002', 1, gen_random_uuid(), 'NA')`,
    key: second,
  },
  interventional_trial_has_a_phase: { change: sql`delete from staging.trial_phases`, key: first },
  status_fits_study_type: secondTrial(sql`overall_status = 'AVAILABLE'`),
  withdrawn_trial_enrolled_nobody: {
    change: update("NCT00000004", sql`enrollment = 1`),
    key: { nct_id: "NCT00000004" },
  },
  only_withdrawn_trials_enrolled_nobody: secondTrial(sql`enrollment = 0`),
  results_have_their_date: firstTrial(sql`has_results = false`),
  url_names_the_trial: firstTrial(sql`url = 'https://ClinicalTrials.gov/show/NCT00000002'`),
  minimum_age_is_not_above_maximum_age: firstTrial(sql`minimum_age_days = 24000`),
  site_is_listed_once: {
    change: sql`update staging.trial_locations set raw_text = 'Berlin, Germany'`,
    key: { ...first, position: 1 },
  },
  title_is_unique: { change: update("NCT00000002", sql`brief_title = 'Trial 1'`), key: first },
  ...Object.fromEntries(
    lists.map((list) => [
      `${list}_belong_to_a_trial`,
      {
        change: sql`insert into ${stagedList(list)} select (jsonb_populate_record(row, '{"nct_id": "NCT99999999", "position": 1}')).* from ${stagedList(list)} as row
          where nct_id = 'NCT00000001' and position = 1`,
        key: { nct_id: "NCT99999999", position: 1 },
      },
    ]),
  ),
  ...Object.fromEntries(
    lists.map((list) => [
      `positions_of_${list}_are_dense`,
      {
        change: sql`update ${stagedList(list)} set position = 3 where nct_id = 'NCT00000001' and position = 2`,
        key: first,
      },
    ]),
  ),

  completion_date_is_no_placeholder: {
    ...secondTrial(sql`completion_date = '2099-12-31'`),
    also: ["completion_is_within_ten_years"],
  },
  completion_is_within_ten_years: secondTrial(sql`completion_date = '2030-07-02'`),
  start_date_is_plausible: firstTrial(sql`start_date = '0020-03-01'`),
  not_yet_recruiting_trial_is_not_long_past_its_start: secondTrial(sql`start_date = '2020-04-01'`),
  enrollment_is_plausible: firstTrial(sql`enrollment = 1000000`),
  maximum_age_is_plausible: firstTrial(sql`maximum_age_days = 999 * 365.25`),
};

describe("the trial suite", () => {
  test("passes four trials that are in order", async () => {
    const report = await reportAfter();
    expect(brokenOf(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: "passed", suite: "trials", suiteVersion: trialSuite.version, loadId });
  });

  test("has a case here for each of its rules", () => {
    expect(Object.keys(cases).sort()).toEqual(trialSuite.checks.map(({ name }) => name).sort());
  });

  test("describes each rule in a sentence", () => {
    expect(trialSuite.checks.filter(({ description }) => !/^[A-Z].{10,}\.$/.test(description))).toEqual([]);
  });

  for (const { name, severity } of trialSuite.checks) {
    const { change, key, also = [] } = cases[name] ?? { change: [], key: null };
    test(`${name} finds what breaks it`, async () => {
      const report = await reportAfter(...[change].flat());
      expect([...brokenOf(report)].sort()).toEqual([name, ...also].sort());
      const result = report.results.find((candidate) => candidate.name === name);
      expect(result).toMatchObject({ severity, status: severity === "error" ? "failed" : "warned" });
      expect(result?.sample[0]?.key ?? null).toEqual(key);
    });
  }
});

test("the trial suite needs no rights but the transformer's", async () => {
  const report = await stage.rehearse([sql`set local role trialflow_transformer`], runSuite(trialSuite, { loadId }));
  expect(report.verdict).toBe("passed");
});

describe("rules that must not be too strict", () => {
  const isAccepted = async (...statements: ReadonlyArray<SQL>) =>
    expect(brokenOf(await reportAfter(...statements))).toEqual([]);

  test("a start in the month of the completion's day is in order", () =>
    isAccepted(
      update(
        "NCT00000001",
        sql`start_date = '2020-06-01', start_date_precision = 'month', primary_completion_date = '2020-06-01',
          primary_completion_date_precision = 'month', completion_date = '2020-06-12'`,
      ),
    ));

  test("a completion in the year of the newest update may have happened", () =>
    isAccepted(
      update(
        "NCT00000001",
        sql`completion_date = '2020-01-01', completion_date_precision = 'year', start_date = '2020-03-01'`,
      ),
    ));

  test("a start named by its month is past only when the month is", () =>
    isAccepted(update("NCT00000002", sql`start_date = '2020-04-01', start_date_precision = 'month'`)));

  test("a place in a list whose entry was set aside is no gap", async () => {
    const report = await reportAfter(
      sql`update staging.trial_phases set position = 3 where position = 2`,
      setAside(1, "phases", 2),
    );
    expect(brokenOf(report)).toEqual(["trial_is_read_completely", "rejected_fields_are_few"]);
  });

  test("the place of another list's entry that was set aside excuses nothing", async () => {
    const report = await reportAfter(
      sql`update staging.trial_phases set position = 3 where position = 2`,
      setAside(1, "conditions", 2),
    );
    expect(brokenOf(report)).toContain("positions_of_phases_are_dense");
  });

  test("a place that only earlier rules set aside is a gap", async () => {
    const report = await reportAfter(
      sql`update staging.trial_phases set position = 3 where position = 2`,
      setAside(1, "phases", 2),
      sql`update ops.rejects set rule_version = '0'`,
    );
    expect(brokenOf(report)).toEqual(["positions_of_phases_are_dense"]);
  });

  test("what earlier rules set aside is forgotten", () =>
    isAccepted(setAside(1, "phases", 2), sql`update ops.rejects set rule_version = '0'`));

  test("a row that stood twice in the file was not rejected", () =>
    isAccepted(
      sql`update ops.loads set rows_read = 8, rows_duplicate = 4`,
      sql`insert into raw.ctgov_legacy_csv_rows select load_id, row_number + 4, line_number + 4, record_id, 'duplicate' from raw.ctgov_legacy_csv_rows`,
    ));

  test("results whose date could not be read have a date all the same", () =>
    isAccepted(
      update("NCT00000001", sql`results_first_posted_date = null, results_first_posted_date_precision = null`),
    ));

  test("a trial of unknown status may be an expanded access", () =>
    isAccepted(update("NCT00000003", sql`overall_status = 'UNKNOWN'`)));
});
