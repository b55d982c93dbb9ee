import { stagingTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, type PgTable, QueryBuilder } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCountedByParts } from "../src/changes/isCountedByParts.ts";
import {
  type Check,
  type CheckContext,
  type CheckResult,
  counterpart,
  definitionOf,
  notNull,
  rowCondition,
  runSuite,
  runSuiteOnChanges,
  type Suite,
  suite,
  trialChanges,
  trialSuite,
  unique,
} from "../src/index.ts";
import { childTables } from "../src/trials/childTables.ts";
import { executeAll, openStage, type Stage } from "./support/rehearse.ts";
import { lists } from "./support/stagedLists.ts";
import { loadId, stageTrials } from "./support/stagedTrials.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(stageTrials);
});
afterAll(() => stage.close());

const tables = ["trials", ...lists.map((list) => `trial_${list}`)];
const staged = (table: string): SQL => sql`staging.${sql.identifier(table)}`;

/** Something that happens to one trial between two snapshots. */
type Change = (nctId: string) => ReadonlyArray<SQL>;

const gone: Change = (nctId) => tables.map((table) => sql`delete from ${staged(table)} where nct_id = ${nctId}`);

/** The trial becomes what another one is, with rows of its own. */
const becoming =
  (other: string): Change =>
  (nctId) =>
    nctId === other
      ? []
      : [
          ...gone(nctId),
          ...tables.map(
            (table) => sql`insert into ${staged(table)} select copy.* from ${staged(table)} as row,
              jsonb_populate_record(row, jsonb_build_object('nct_id', ${nctId}::text) || case when to_jsonb(row) ? 'id'
                then jsonb_build_object('id', gen_random_uuid()) else '{}' end) as copy where row.nct_id = ${other}`,
          ),
        ];

const setting =
  (values: string): Change =>
  (nctId) => [sql`update staging.trials set ${sql.raw(values)} where nct_id = ${nctId}`];

const fields = [
  "overall_status = null",
  "overall_status = 'WITHDRAWN'",
  "overall_status = 'NOT_YET_RECRUITING'",
  "overall_status = 'COMPLETED'",
  "study_type = 'INTERVENTIONAL'",
  "study_type = 'EXPANDED_ACCESS'",
  "study_type = null",
  "enrollment = 0",
  "enrollment = 2000000",
  "enrollment = null",
  "brief_title = ' '",
  "brief_title = 'The same for all'",
  "url = 'https://example.org'",
  "has_results = not has_results",
  "start_date = '2021-01-01', start_date_precision = 'day', start_date_raw = 'x'",
  "completion_date = '2099-12-31', completion_date_precision = 'day', completion_date_raw = 'x'",
  "minimum_age_days = 70 * 365",
  "last_update_posted_date = '2020-09-01', last_update_posted_date_precision = 'day'",
  "last_update_posted_date = null, last_update_posted_date_precision = null",
];

const withoutList =
  (list: string): Change =>
  (nctId) => [sql`delete from ${staged(`trial_${list}`)} where nct_id = ${nctId}`];
const withoutPlace =
  (list: string, position: number): Change =>
  (nctId) => [sql`delete from ${staged(`trial_${list}`)} where nct_id = ${nctId} and position = ${position}`];
const doubled =
  (list: string, by: number): Change =>
  (nctId) => [
    sql`insert into ${staged(`trial_${list}`)} select distinct on (copy.position) copy.* from ${staged(`trial_${list}`)} as row,
      jsonb_populate_record(row, jsonb_build_object('position', row.position + ${by}::int, 'id', gen_random_uuid())) as copy
      where row.nct_id = ${nctId} and not exists (
        select from ${staged(`trial_${list}`)} as there where there.nct_id = copy.nct_id and there.position = copy.position)`,
  ];
const setAside =
  (list: string, position: number): Change =>
  (nctId) => [
    sql`insert into ops.rejects (reject_id, run_id, load_id, scope, record_id, row_number, line_number, field, position,
        reason_code, detail, raw_text, is_raw_text_complete, rule_version, rejected_at)
      select (select coalesce(max(reject_id), 0) + 1 from ops.rejects), run_id, loads.load_id, 'field', _record_id, 1, 2, ${list}, ${position}::int,
        'malformed', '', 'x', true, '1', now() from ops.loads, staging.trials where nct_id = ${nctId} on conflict do nothing`,
  ];
const ids = ["NCT00000001", "NCT00000002", "NCT00000003", "NCT00000004", "NCT00000005", "NCT00000006"];

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant(gone),
  fc.constantFrom(...ids).map(becoming),
  fc.constantFrom(...fields).map(setting),
  fc.constantFrom(...fields).map(setting),
  fc.constantFrom(...lists).map(withoutList),
  fc.tuple(fc.constantFrom(...lists), fc.integer({ min: 1, max: 2 })).map(([list, place]) => withoutPlace(list, place)),
  fc.tuple(fc.constantFrom(...lists), fc.integer({ min: 1, max: 3 })).map(([list, by]) => doubled(list, by)),
  fc
    .tuple(fc.constantFrom("conditions", "phases", "locations"), fc.integer({ min: 1, max: 3 }))
    .map(([list, place]) => setAside(list, place)),
  fc.constant<Change>((nctId) => [
    sql`update staging.trial_interventions set intervention_type = null where nct_id = ${nctId}`,
  ]),
  fc.constant<Change>((nctId) => [
    sql`update staging.trial_sponsors set lead_or_collaborator = 'LEAD' where nct_id = ${nctId}`,
  ]),
  fc.constant<Change>((nctId) => [
    sql`update staging.trial_locations set country = null, country_code = null where nct_id = ${nctId}`,
  ]),
);
const changesBy = (one: fc.Arbitrary<Change>) =>
  fc.array(fc.tuple(fc.constantFrom(...ids), fc.array(one, { minLength: 1, maxLength: 3 })), {
    minLength: 1,
    maxLength: 5,
  });
/** What was wrong of a trial is right again most often when it goes, or becomes what another one is. */
const curing = fc.oneof(change, fc.oneof(fc.constant(gone), fc.constantFrom(...ids).map(becoming)));

const statements = (made: ReadonlyArray<readonly [string, ReadonlyArray<Change>]>): ReadonlyArray<SQL> =>
  made.flatMap(([nctId, all]) => all.flatMap((one) => one(nctId)));

/** Makes analytics what staging is. */
const publish: ReadonlyArray<SQL> = [
  // Names, and what a constraint refuses, are no matter here.
  sql`set local session_replication_role = replica`,
  ...tables.map(
    (table) => sql`insert into analytics.${sql.identifier(table)} select (jsonb_populate_record(
    null::analytics.${sql.identifier(table)}, to_jsonb(row))).* from ${staged(table)} as row`,
  ),
];
/** What is staged anew of a trial is another version of its record. */
const anew = (nctIds: ReadonlyArray<string>): ReadonlyArray<SQL> =>
  nctIds.map((nctId) => sql`update staging.trials set _record_id = _record_id + 1000 where nct_id = ${nctId}`);

const withoutTime = ({ durationMs: _, ...result }: CheckResult) => result;

/** Runs the suite on what is staged by what differs from what was published, and as a whole. */
const both = (
  before: ReadonlyArray<SQL>,
  touched: ReadonlyArray<string>,
  after: ReadonlyArray<SQL>,
  checked: Suite = trialSuite,
) =>
  stage.rehearse(
    [...before, ...publish],
    Effect.gen(function* () {
      const former = yield* runSuite(checked, { loadId });
      yield* executeAll(after);
      const differing = yield* trialChanges(sql`select unnest(${sql.param([...touched])}::text[])`);
      const byChanges = yield* runSuiteOnChanges(checked, { results: former.results, changes: differing }, { loadId });
      return { former, byChanges, whole: yield* runSuite(checked, { loadId }) };
    }),
  );

describe("checking what changed", () => {
  test("gives the report of the whole, whatever was wrong before and whatever happens to some trials", async () => {
    const seen = { failing: new Set<string>(), cured: new Set<string>() };
    await fc.assert(
      fc.asyncProperty(changesBy(change), changesBy(curing), async (before, after) => {
        const touched = [...new Set(after.map(([nctId]) => nctId))];
        const { former, byChanges, whole } = await both(statements(before), touched, [
          ...anew(touched),
          ...statements(after),
        ]);
        expect(byChanges?.verdict).toBe(whole.verdict);
        expect(byChanges?.results.map(withoutTime)).toEqual(whole.results.map(withoutTime));
        for (const [index, { name, failedCount }] of whole.results.entries()) {
          const was = former.results[index]?.failedCount ?? 0;
          if (failedCount > was) seen.failing.add(name);
          if (failedCount < was) seen.cured.add(name);
        }
      }),
      { numRuns: 40 },
    );
    // Otherwise nothing that matters has happened.
    expect(seen.failing.size).toBeGreaterThan(10);
    expect(seen.cured.size).toBeGreaterThan(2);
  }, 240_000);

  test("a newest update that moves has what is measured by it checked as a whole", async () => {
    const { byChanges, whole } = await both(
      statements([["NCT00000002", [setting("overall_status = 'NOT_YET_RECRUITING'")]]]),
      ["NCT00000004"],
      [...anew(["NCT00000004"]), ...statements([["NCT00000004", [setting("last_update_posted_date = '2020-12-01'")]]])],
    );
    const failedOf = (report: typeof whole | null) =>
      report?.results.find(({ name }) => name === "not_yet_recruiting_trial_is_not_long_past_its_start")?.failedCount;
    expect(failedOf(whole)).toBe(1);
    expect(failedOf(byChanges)).toBe(1);
  });

  const touched = ["NCT00000001"];
  const byForeignHand: ReadonlyArray<readonly [string, SQL]> = [
    ["a staged trial that did not change is gone", sql`delete from staging.trials where nct_id = 'NCT00000003'`],
    ["an entry of a staged list is gone", sql`delete from staging.trial_conditions where nct_id = 'NCT00000002'`],
    [
      "a staged entry belongs to no trial",
      sql`insert into staging.trial_phases (nct_id, position, id, phase) values ('NCT77777777', 1, gen_random_uuid(), 'PHASE1')`,
    ],
    [
      "a published entry is gone",
      sql`delete from analytics.trial_phases where nct_id = 'NCT00000001' and position = 1`,
    ],
    ["a published trial is gone", sql`delete from analytics.trials where nct_id = 'NCT00000001'`],
    [
      "what is published breaks a rule that it kept when it was checked",
      sql`update analytics.trials set url = 'https://example.org' where nct_id = 'NCT00000001'`,
    ],
  ];
  test.each(byForeignHand)("gives no report when %s", async (_, statement) => {
    const { byChanges, whole } = await both([], touched, [...anew(touched), statement]);
    expect(byChanges).toBeNull();
    expect(whole.results).toHaveLength(trialSuite.checks.length);
  });

  test("looks at the rows of the touched trials alone", async () => {
    const { byChanges, whole } = await both([], touched, [
      ...anew(touched),
      sql`update staging.trials set url = 'https://example.org' where nct_id = 'NCT00000003'`,
    ]);
    const failedOf = (report: typeof whole | null) =>
      report?.results.find(({ name }) => name === "url_names_the_trial")?.failedCount;
    expect([failedOf(byChanges), failedOf(whole)]).toEqual([0, 1]);
  });
});

describe("what can be counted by parts", () => {
  const context: CheckContext = { now: new Date(0), runId: null, loadId: 1, countOf: () => sql`0` };
  const partOf = new Map<PgTable, AnyPgColumn>([
    [stagingTrials, stagingTrials.nct_id],
    ...childTables.map(({ staged: list }) => [list, list.nct_id] as const),
  ]);
  const wholeOf = (checks: ReadonlyArray<Check>, isSame: boolean) =>
    checks.filter((check) => !isCountedByParts(check, context, partOf, () => isSame)).map(({ name }) => name);
  const always = [
    ...trialSuite.checks.filter(({ rule }) => rule._tag === "Measure").map(({ name }) => name),
    // What was set aside may be waived later.
    "trial_is_read_completely",
    "rejected_fields_are_few",
    "vocabulary_news_are_few",
    "every_row_of_the_load_is_accounted_for",
    "ledger_counts_what_the_load_has",
    "every_trial_of_the_load_is_staged_or_set_aside",
    "title_is_unique",
  ];

  test("is all of the trial suite but what is about the data as a whole", () => {
    expect(wholeOf(trialSuite.checks, true).toSorted()).toEqual(always.toSorted());
  });

  test("is nothing that compares with a value of a table which moved", () => {
    expect(wholeOf(trialSuite.checks, false).toSorted()).toEqual(
      [
        ...always,
        "completed_trial_is_not_completed_in_future",
        "completion_is_within_ten_years",
        "not_yet_recruiting_trial_is_not_long_past_its_start",
      ].toSorted(),
    );
  });

  const about = { name: "a_rule", severity: "error", description: "A rule.", table: stagingTrials } as const;
  const { enrollment, nct_id } = stagingTrials;
  test.each([
    ["asks other rows", sql`${enrollment} <= (select max(${enrollment}) from ${stagingTrials})`],
    ["asks another table", sql`exists (select from ops.loads)`],
    ["has a column of another table", sql`${childTables[0].staged.position} > 1`],
    ["asks the clock", sql`${stagingTrials.start_date} < now()`],
    ["asks the day", sql`${stagingTrials.start_date} < current_date`],
    ["is by chance", sql`random() > 0.5`],
    ["asks by a query of a builder", sql`${nct_id} in ${new QueryBuilder().select({ nct_id }).from(stagingTrials)}`],
  ])("is no rule that %s", (_, holds) => {
    expect(wholeOf([rowCondition({ ...about, holds })], true)).toEqual(["a_rule"]);
    expect(wholeOf([rowCondition({ ...about, holds: sql`true`, where: holds })], true)).toEqual(["a_rule"]);
  });

  test("is no set of rows whose condition asks more than the row, nor one that does not say how it is joined", () => {
    const condition = sql`${enrollment} = (select max(${enrollment}) from ${stagingTrials})`;
    const rules = [
      unique({ ...about, columns: [nct_id], where: condition }),
      counterpart({ ...about, counterpart: sql`select`, isExpected: true }),
      counterpart({ ...about, counterpart: sql`select`, isExpected: true, joinedBy: [enrollment] }),
      unique({ ...about, columns: [stagingTrials.brief_title] }),
    ];
    expect(wholeOf(rules, true)).toHaveLength(rules.length);
    expect(wholeOf([unique({ ...about, columns: [nct_id, enrollment], where: sql`${enrollment} > 1` })], true)).toEqual(
      [],
    );
  });
});

describe("the definition of a suite", () => {
  const about = { name: "a_rule", severity: "error", description: "A rule." } as const;
  const declare = (...checks: Suite["checks"]) => suite({ name: "trials", version: "1", checks });
  const original = declare(notNull({ ...about, column: stagingTrials.url }));

  test("stays with what is said about a check and with what it tolerates", () => {
    const [check] = original.checks;
    if (check === undefined) throw new Error("a suite with one check");
    expect(definitionOf(declare({ ...check, severity: "warn", tolerance: { maxFailedCount: 3 } }))).toBe(
      definitionOf(original),
    );
  });

  test.each([
    ["another column", declare(notNull({ ...about, column: stagingTrials.sex }))],
    [
      "other rows",
      declare(notNull({ ...about, column: stagingTrials.url, where: sql`${stagingTrials.enrollment} > 1` })),
    ],
    ["another version", suite({ ...original, version: "2" })],
    ["another name", suite({ ...original, name: "studies" })],
    ["another name of the check", declare(notNull({ ...about, name: "one_rule", column: stagingTrials.url }))],
  ])("moves with %s", (_, other) => {
    expect(definitionOf(other)).not.toBe(definitionOf(original));
  });

  test("moves with a parameter", () => {
    const above = (least: number) =>
      definitionOf(
        declare(notNull({ ...about, column: stagingTrials.url, where: sql`${stagingTrials.enrollment} > ${least}` })),
      );
    expect(above(1)).not.toBe(above(2));
    expect(above(1)).toBe(above(1));
  });
});
