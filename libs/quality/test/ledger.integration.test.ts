import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSuite, suite } from "../src/index.ts";
import { ledger } from "../src/trials/ledger.ts";
import { emptyStaging } from "./support/emptyStaging.ts";
import { openStage, type Stage } from "./support/rehearse.ts";
import { loadId, runId, stageTrials } from "./support/stagedTrials.ts";

const rows = "every_row_of_the_load_is_accounted_for";
const counts = "ledger_counts_what_the_load_has";
const trials = "every_trial_of_the_load_is_staged_or_set_aside";

const ledgerSuite = suite({ name: "ledger", version: "1", checks: ledger });

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(stageTrials);
});
afterAll(() => stage.close());

/** What each of the checks finds wrong after some statements: key and values of the failing rows. */
const findingsAfter = async (statements: ReadonlyArray<SQL>, judged: number | null = loadId) => {
  const report = await stage.rehearse(statements, runSuite(ledgerSuite, { loadId: judged }));
  return Object.fromEntries(
    report.results
      .filter(({ status }) => status === "failed")
      .map(({ name, sample }) => [name, sample.map(({ key, values }) => ({ ...key, ...values }))]),
  );
};

const addRow = (rowNumber: number, recordId: number, disposition: string) =>
  sql`insert into raw.ctgov_legacy_csv_rows values (${loadId}, ${rowNumber}, ${rowNumber} + 1, ${recordId}, ${disposition})`;

const addRecord = (recordId: number, nctId: string) =>
  sql`insert into raw.ctgov_legacy_csv (_record_id, _load_id, _row_number, _line_number, _row_hash, _extracted_at, nct_number)
    values (${recordId}, ${loadId}, ${recordId}, ${recordId} + 1, ${String(recordId)}::bytea, now(), ${nctId})`;

const addReject = (
  rejectId: number,
  rowNumber: number,
  about: { scope: "file_row" | "record"; record?: number; field?: string; rules?: string; reason?: string },
) =>
  sql`insert into ops.rejects (reject_id, run_id, load_id, scope, record_id, field, row_number, line_number, reason_code, detail, raw_text,
      is_raw_text_complete, rule_version, rejected_at)
    values (${rejectId}, ${runId}, ${loadId}, ${about.scope}, ${about.record ?? null}::bigint, ${about.field ?? null}, ${rowNumber},
      ${rowNumber} + 1, ${about.reason ?? "reason"}, '', 'x', true, ${about.rules ?? "load-1"}, now())`;

const settle = (rejectId: number, outcome: string, newRejectId: number | null = null) =>
  sql`insert into ops.reject_outcomes (outcome_id, reject_id, outcome, because, new_reject_id, run_id, rule_version, os_user, database_role, occurred_at)
    values (${rejectId}, ${rejectId}, ${outcome}, 'a reason', ${newRejectId}::bigint, ${runId}, 'load-1', 'x', 'x', now())`;

const ledgerSays = (assignments: SQL) => sql`update ops.loads set ${assignments} where load_id = ${loadId}`;

/** Eight rows: four new, one twice, one that contradicts, two that could not be read. */
const file = [
  ledgerSays(sql`rows_read = 8, rows_duplicate = 1, rows_rejected = 3`),
  addRow(5, 1, "duplicate"),
  addRecord(6, "NCT00000002"),
  addRow(6, 6, "rejected"),
  addReject(1, 6, { scope: "record", record: 6 }),
  addReject(2, 7, { scope: "file_row" }),
  addReject(3, 8, { scope: "file_row" }),
];

/** Removes a trial from staging, its lists first. */
const unstage = (nctId: string): ReadonlyArray<SQL> =>
  ["trial_conditions", "trial_sponsors", "trials"].map(
    (table) => sql`delete from staging.${sql.identifier(table)} where nct_id = ${nctId}`,
  );

const third = unstage("NCT00000003");
const setAside = addReject(20, 3, { scope: "record", record: 3, field: "title", rules: "1" });

/** The third trial's record is one that was set aside as a whole. */
const thirdSetAside = [...third, setAside];

/** The next load is an increment that states the third trial anew; its record is set aside, the trial's earlier one stands. */
const increment = [
  sql`insert into ops.publications (publication_id, load_id, source, valid_from, published_at)
    values (1, ${loadId}, 'test', '1970-01-01Z', now())`,
  sql`insert into ops.loads select (jsonb_populate_record(loads, '{"load_id": 2, "extent": "increment", "sha256": "x", "rows_read": 1, "rows_new": 0,
    "rows_changed": 1}')).* from ops.loads`,
  addRecord(7, "NCT00000003"),
  sql`insert into raw.ctgov_legacy_csv_rows values (2, 1, 2, 7, 'changed')`,
  sql`insert into ops.rejects (reject_id, run_id, load_id, scope, record_id, field, row_number, line_number, reason_code, detail, raw_text,
      is_raw_text_complete, rule_version, rejected_at) values (30, ${runId}, 2, 'record', 7, 'title', 1, 2, 'reason', '', '', true, '1', now())`,
];

describe("a load passes", () => {
  const passes = async (statements: ReadonlyArray<SQL>, judged: number | null = loadId) =>
    expect(await findingsAfter(statements, judged)).toEqual({});

  test("when all of its rows are new", () => passes([]));
  test("when its rows are new, repeated, contradicting and unreadable", () => passes(file));
  test("when its rejects are waived", () => passes([...file, settle(1, "waived"), settle(2, "waived")]));
  test("when a row was read anew and is a row of raw now", () =>
    passes([
      ...file,
      addRow(7, 1, "duplicate"),
      settle(2, "resolved"),
      ledgerSays(sql`rows_duplicate = 2, rows_rejected = 2`),
    ]));
  test("when a row was read anew and contradicts another one", () =>
    passes([
      ...file,
      addRow(7, 6, "rejected"),
      addReject(4, 7, { scope: "record", record: 6 }),
      settle(2, "rejected_again", 4),
    ]));
  test("when a row was read anew and rejected for another reason", () =>
    passes([...file, addReject(4, 7, { scope: "file_row", reason: "other" }), settle(2, "rejected_again", 4)]));
  test("when a record was set aside as a whole", () => passes(thirdSetAside));
  test("when all of its records were set aside, and nothing but the source's state knows by which rules", () =>
    passes([
      emptyStaging,
      ...[1, 2, 3, 4].map((number) =>
        addReject(number, number, { scope: "record", record: number, field: "title", rules: "1" }),
      ),
      sql`insert into ops.source_states (source, staged_load_id, staged_rule_version) values ('test', ${loadId}, '1')`,
    ]));
  test("when it is an increment and the rest stands as it was", () => passes(increment, 2));
  test("when nobody says which it is", () => passes([ledgerSays(sql`rows_read = 5, rows_new = 5`)], null));
});

describe("a load fails", () => {
  test("when one of its rows is deleted from raw", async () => {
    expect(await findingsAfter([...file, sql`delete from raw.ctgov_legacy_csv_rows where row_number = 5`])).toEqual({
      [rows]: [{ load_id: 1, row_number: 5, found: 0, expected: 1, disposition: null, rejects: 0 }],
      [counts]: [
        { load_id: 1, count: "rows_duplicate", found: 0, expected: 1 },
        { load_id: 1, count: "rows_read", found: 7, expected: 8 },
      ],
    });
  });

  test("when the reject of a row that could not be read is missing", async () => {
    expect(await findingsAfter([...file, sql`delete from ops.rejects where reject_id = 2`])).toEqual({
      [rows]: [{ load_id: 1, row_number: 7, found: 0, expected: 1, disposition: null, rejects: 0 }],
      [counts]: [
        { load_id: 1, count: "rows_read", found: 7, expected: 8 },
        { load_id: 1, count: "rows_rejected", found: 2, expected: 3 },
      ],
    });
  });

  test("when the reject of a rejected record is missing", async () => {
    expect(await findingsAfter([...file, sql`delete from ops.rejects where reject_id = 1`])).toEqual({
      [rows]: [{ load_id: 1, row_number: 6, found: 0, expected: 1, disposition: "rejected", rejects: 0 }],
    });
  });

  test("when a row of raw has a reject that says it could not be read", async () => {
    expect(await findingsAfter([...file, addReject(4, 5, { scope: "file_row" })])).toEqual({
      [rows]: [{ load_id: 1, row_number: 5, found: 2, expected: 1, disposition: "duplicate", rejects: 1 }],
    });
  });

  test("when a row that counts has a reject that says it is no record to count", async () => {
    expect(await findingsAfter([...file, addReject(4, 5, { scope: "record", record: 1 })])).toEqual({
      [rows]: [{ load_id: 1, row_number: 5, found: 2, expected: 1, disposition: "duplicate", rejects: 1 }],
    });
  });

  test("when a row that was read anew is in raw no more", async () => {
    expect(await findingsAfter([...file, settle(2, "resolved")])).toMatchObject({
      [rows]: [{ row_number: 7, found: 0, expected: 1 }],
    });
  });

  test("when raw has a row that nobody read", async () => {
    expect(await findingsAfter([addRow(9, 1, "duplicate")])).toEqual({
      [rows]: [{ load_id: 1, row_number: 9, found: 1, expected: 0, disposition: "duplicate", rejects: 0 }],
      [counts]: [
        { load_id: 1, count: "rows_duplicate", found: 1, expected: 0 },
        { load_id: 1, count: "rows_read", found: 5, expected: 4 },
      ],
    });
  });

  test("when the ledger's counts are altered, be they balanced", async () => {
    expect(await findingsAfter([...file, ledgerSays(sql`rows_read = 9, rows_unchanged = 1`)])).toEqual({
      [rows]: [{ load_id: 1, row_number: 9, found: 0, expected: 1, disposition: null, rejects: 0 }],
      [counts]: [
        { load_id: 1, count: "rows_read", found: 8, expected: 9 },
        { load_id: 1, count: "rows_unchanged", found: 0, expected: 1 },
      ],
    });
  });

  test("when a row of raw is said to be something else", async () => {
    const change = sql`update raw.ctgov_legacy_csv_rows set disposition = 'unchanged' where row_number = 2`;
    expect(await findingsAfter([change])).toEqual({
      [counts]: [
        { load_id: 1, count: "rows_new", found: 3, expected: 4 },
        { load_id: 1, count: "rows_unchanged", found: 1, expected: 0 },
      ],
    });
  });

  const trial = { nct_id: "NCT00000003", loaded_record: 3, staged_record: 3, is_set_aside: false };

  test("when a trial is missing in staging", async () => {
    expect(await findingsAfter(third)).toEqual({
      [trials]: [{ ...trial, staged_record: null, found: 0, expected: 1 }],
    });
  });

  test("when the reject of a record that was set aside is missing, or by other rules", async () => {
    const missing = { [trials]: [{ ...trial, staged_record: null, found: 0, expected: 1 }] };
    for (const change of ["delete from ops.rejects", "update ops.rejects set rule_version = '0'"]) {
      expect(await findingsAfter([...thirdSetAside, sql.raw(change)])).toEqual(missing);
    }
  });

  test("when a record is staged and set aside", async () => {
    expect(await findingsAfter([setAside])).toEqual({
      [trials]: [{ ...trial, is_set_aside: true, found: 2, expected: 1 }],
    });
  });

  test("when staging has another record of a trial", async () => {
    const change = [
      addRecord(7, "NCT00000003"),
      sql`update staging.trials set _record_id = 7 where nct_id = 'NCT00000003'`,
    ];
    expect(await findingsAfter(change)).toEqual({
      [trials]: [{ ...trial, staged_record: 7, found: 0, expected: 1 }],
    });
    expect(await findingsAfter([...change, setAside])).toEqual({
      [trials]: [{ ...trial, staged_record: 7, is_set_aside: true, found: 2, expected: 1 }],
    });
  });

  test("when staging has a trial that the load says nothing of", async () => {
    const other = sql`insert into staging.trials select (jsonb_populate_record(trials, '{"nct_id": "NCT00000009", "_record_id": 9}')).*
      from staging.trials where nct_id = 'NCT00000003'`;
    expect(await findingsAfter([other])).toEqual({
      [trials]: [
        { nct_id: "NCT00000009", loaded_record: null, staged_record: 9, is_set_aside: false, found: 1, expected: 0 },
      ],
    });
  });

  test("when the ledger does not know the load, of which nothing can be staged then", async () => {
    const found = await findingsAfter([], 99);
    expect(Object.keys(found)).toEqual([trials]);
    expect(
      found[trials]?.map(({ nct_id, loaded_record, found, expected }) => [nct_id, loaded_record, found, expected]),
    ).toEqual(["NCT00000001", "NCT00000002", "NCT00000003", "NCT00000004"].map((nctId) => [nctId, null, 1, 0]));
  });

  test("when it is an increment and a trial that it leaves as it was is missing", async () => {
    expect(await findingsAfter([...increment, ...unstage("NCT00000004")], 2)).toMatchObject({
      [trials]: [{ nct_id: "NCT00000004", loaded_record: 4, found: 0, expected: 1 }],
    });
  });

  test("when it is an increment and what stands for a record that was set aside is another trial's", async () => {
    const change = sql`update staging.trials set _record_id = 1 where nct_id = 'NCT00000003'`;
    expect(await findingsAfter([...increment, change], 2)).toMatchObject({
      [trials]: [{ nct_id: "NCT00000003", loaded_record: 7, staged_record: 1, found: 2, expected: 1 }],
    });
  });
});
