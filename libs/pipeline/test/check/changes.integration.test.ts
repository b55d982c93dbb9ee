import { appendAudit } from "@trialflow/database";
import { Effect } from "effect";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { defaultSource, type IngestRequest, ingest, planIngest, type RunReport } from "../../src/index.ts";
import { type ChangesLimits, CurrentChangesLimits } from "../../src/steps/ChangesLimits.ts";
import { type Cells, csv, trial } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

const always: ChangesLimits = { minTrials: 0, maxTouchedShare: 1 };
const never: ChangesLimits = { minTrials: Number.POSITIVE_INFINITY, maxTouchedShare: 0 };

const run = (
  pipeline: TestPipeline,
  limits: ChangesLimits,
  files: ReadonlyArray<string>,
  options: Partial<IngestRequest> = {},
): Promise<RunReport> =>
  pipeline.run(
    ingest({ source: defaultSource, files, ...options }).pipe(Effect.provideService(CurrentChangesLimits, limits)),
  );

/** How many trials the newest check looked at, when it was of changes alone; null when it was of all. */
const touchedByCheck = async (pipeline: TestPipeline) => {
  const [step] = await ask<{ touched: number | null; since: string | null; definition: string | null }>(
    pipeline,
    `select (details ->> 'touched')::int as touched, details ->> 'since_check_run_id' as since, details ->> 'definition' as definition
     from ops.steps where name = 'check' and status <> 'unchanged' order by started_at desc, ordinal desc limit 1`,
  );
  expect(step?.definition).toMatch(/^[0-9a-f]{64}$/);
  expect(step?.since === null).toBe(step?.touched === null);
  return step?.touched;
};

/** All that the newest check found. */
const found = async (pipeline: TestPipeline) => {
  const newest = "(select check_run_id from ops.check_runs order by started_at desc limit 1)";
  const [verdict] = await ask(
    pipeline,
    `select verdict, passed_count, warned_count, failed_count from ops.check_runs where check_run_id = ${newest}`,
  );
  const results = await ask<{ check_name: string; failed_count: string }>(
    pipeline,
    `select check_name, status, checked_count, failed_count, observed, max_failed_count, max_failed_share
     from ops.check_results where check_run_id = ${newest} order by 1`,
  );
  const samples = await ask(
    pipeline,
    `select check_name, ordinal, row_key, row_values from ops.check_failures where check_run_id = ${newest} order by 1, 2`,
  );
  return { verdict, results, samples };
};

/** Ways in which a record can be odd without standing in the way of publishing, and the record without. */
const odd: ReadonlyArray<Partial<Cells>> = [
  {},
  { status: "Withdrawn" },
  { status: "Not yet recruiting", start_date: "January 2, 2020" },
  { study_type: "Observational", phases: "", study_designs: "" },
  { enrollment: "0" },
  { enrollment: "" },
  { enrollment: "many" },
  { locations: "Hospital A, Berlin, Germany|Hospital A, Berlin, Germany" },
  { locations: "Hospital A, Berlin, Atlantis" },
  { locations: "" },
  { phases: "" },
  { phases: "Phase 1|Phase Ninety|Phase 2" },
  { interventions: "Potion: Wine|Drug: Aspirin" },
  { sponsor_collaborators: "" },
  { title: "The same for many" },
  { completion_date: "December 31, 2099" },
  { last_update_posted: "August 20, 2020" },
  { gender: "" },
];
/** Ways of which one in a hundred records may have one. */
const wrong: ReadonlyArray<Partial<Cells>> = [
  { conditions: "" },
  { url: "https://example.org" },
  { start_date: "May 3, 2021" },
  { status: "" },
  { study_type: "Observational" },
  { study_results: "Has Results" },
];
const trialNumbers = 120;
const numbered = <A>(cells: ReadonlyArray<A>, maxLength: number) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: trialNumbers + 5 }), fc.constantFrom(...cells)), { maxLength });
/** From one snapshot to the next most trials are as they were. */
const next = (before: ReadonlyArray<Cells>) =>
  fc.tuple(numbered([...odd, ...odd, null], 12), numbered(wrong, 1)).map(([some, one]) => {
    const after = new Map(before.map((cells) => [cells.nct_number, cells]));
    for (const [number, cells] of [...some, ...one]) {
      const made = trial(number, cells ?? {});
      if (cells === null) after.delete(made.nct_number);
      else after.set(made.nct_number, made);
    }
    return [...after.values()];
  });
const chain = next(Array.from({ length: trialNumbers }, (_, index) => trial(index + 1))).chain((first) =>
  next(first).chain((second) => next(second).map((third) => [first, second, third] as const)),
);

describe("a snapshot that differs from the published one in few trials", () => {
  test("is judged by its changes as it is as a whole, snapshot after snapshot", async () => {
    let checkedByChanges = 0;
    const failing = new Set<string>();
    await fc.assert(
      fc.asyncProperty(chain, async (snapshots) => {
        const [byChanges, whole] = [await createTestPipeline(), await createTestPipeline()];
        for (const [index, rows] of snapshots.entries()) {
          const name = `trials-2020-09-0${index + 1}.csv`;
          const report = await run(byChanges, always, [writeInput(byChanges, name, csv(rows))]);
          await run(whole, never, [writeInput(whole, name, csv(rows))]);
          const results = await found(byChanges);
          expect(results).toEqual(await found(whole));
          for (const { check_name, failed_count } of results.results) if (failed_count !== "0") failing.add(check_name);
          expect(await touchedByCheck(whole)).toBeNull();
          if ((await touchedByCheck(byChanges)) !== null) checkedByChanges++;
          if (report.status === "gate_failed") break;
        }
      }),
      { numRuns: 3 },
    );
    expect(checkedByChanges).toBeGreaterThan(0);
    expect(failing.size).toBeGreaterThan(6);
  }, 240_000);
});

describe("a check by changes", () => {
  const day = (count: number, change: (number: number) => Partial<Cells> = () => ({})) =>
    csv(Array.from({ length: count }, (_, index) => trial(index + 1, change(index + 1))));
  const firstDay = day(20, (number) => (number === 3 ? { enrollment: "0" } : {}));
  const secondDay = day(20, (number) => (number === 3 ? { enrollment: "0" } : number === 7 ? { title: "Anew" } : {}));
  let pipeline: TestPipeline;
  const write = (name: string, content: string) => writeInput(pipeline, name, content);
  const stageSecond = async () => {
    const file = write("second.csv", secondDay);
    await run(pipeline, always, [file], { steps: ["acquire", "load"] });
    await run(pipeline, always, [], { steps: ["transform"] });
    return file;
  };

  beforeEach(async () => {
    pipeline = await createTestPipeline();
    expect(await run(pipeline, always, [write("first.csv", firstDay)])).toMatchObject({ status: "succeeded" });
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  test("is made of what differs from the last publication, is recorded, and lets publishing go on", async () => {
    const report = await run(pipeline, always, [write("second.csv", secondDay)]);
    expect(report).toMatchObject({ status: "succeeded", published: { trials: 20 }, checks: { verdict: "warned" } });
    expect(await touchedByCheck(pipeline)).toBe(1);
    const zero = report.checks?.results.find(({ name }) => name === "only_withdrawn_trials_enrolled_nobody");
    // No such trial changed: the row is that of the former check.
    expect(zero).toMatchObject({ failedCount: 1, sample: [{ key: { nct_id: "NCT90000003" } }] });
    await run(pipeline, always, [write("third.csv", firstDay)]);
    expect(await touchedByCheck(pipeline)).toBe(1);
  });

  test("closes the gate as the whole check does, and what comes then is checked as a whole", async () => {
    const wrong = write(
      "wrong.csv",
      day(20, (number) => (number < 3 ? { conditions: "" } : {})),
    );
    const report = await run(pipeline, always, [wrong]);
    expect(report).toMatchObject({ status: "gate_failed", published: null });
    expect(await touchedByCheck(pipeline)).toBe(3);
    expect(report.checks?.results.filter(({ status }) => status === "failed").map(({ name }) => name)).toEqual([
      "trial_has_a_condition",
    ]);
    expect(await run(pipeline, always, [write("second.csv", secondDay)])).toMatchObject({ status: "succeeded" });
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  test("is made of increments, too", async () => {
    const increment = write("increment.csv", csv([trial(7, { title: "Anew" }), trial(21)]));
    expect(await run(pipeline, always, [increment], { extent: "increment" })).toMatchObject({
      status: "succeeded",
      published: { trials: 21 },
    });
    expect(await touchedByCheck(pipeline)).toBe(2);
  });

  test("goes on within a plan, whose files share one transaction, as within runs of their own", async () => {
    const files = [
      write("second.csv", secondDay),
      write(
        "third.csv",
        day(21, (number) => (number === 9 ? { locations: "" } : {})),
      ),
    ];
    const planned = (limits: ChangesLimits) =>
      pipeline.run(
        planIngest({ source: defaultSource, files }).pipe(Effect.provideService(CurrentChangesLimits, limits)),
      );
    const [byChanges, whole] = [await planned(always), await planned(never)];
    expect(byChanges.outcome).toEqual(whole.outcome);
    expect(await run(pipeline, always, files)).toMatchObject({ status: "succeeded", published: { trials: 21 } });
    expect(await touchedByCheck(pipeline)).toBe(4);
  });

  test("takes a sample anew that was purged", async () => {
    await ask(pipeline, "delete from ops.check_failures");
    const report = await run(pipeline, always, [write("second.csv", secondDay)]);
    expect(await touchedByCheck(pipeline)).toBe(1);
    const zero = report.checks?.results.find(({ name }) => name === "only_withdrawn_trials_enrolled_nobody");
    expect(zero).toMatchObject({ failedCount: 1, sample: [{ key: { nct_id: "NCT90000003" } }] });
  });

  test.each<readonly [string, ChangesLimits]>([
    ["fewer trials are staged than the limit says", { ...always, minTrials: 21 }],
    ["a larger share differs than the limit says", { ...always, maxTouchedShare: 0.04 }],
  ])("is none when %s", async (_, limits) => {
    await run(pipeline, limits, [write("second.csv", secondDay)]);
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  test("is none by default for a small registry", async () => {
    await pipeline.ingest([write("second.csv", secondDay)]);
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  test("is none when the check is asked for by name", async () => {
    await stageSecond();
    await run(pipeline, always, [], { steps: ["check"] });
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  const definition = `jsonb_set(details, '{definition}', '"${"0".repeat(64)}"')`;
  test.each([
    [
      "a rule of the suite counts something else now",
      `update ops.steps set details = ${definition} where name = 'check'`,
    ],
    ["the ledger does not say what was counted", "update ops.steps set details = details - 'definition'"],
    ["the suite has another version", "update ops.source_states set checked_suite_version = '0.0.0'"],
    ["other rules decoded what was checked", "update ops.source_states set checked_rule_version = '0.0.0'"],
    ["other rules decoded what is published", "update ops.source_states set published_rule_version = '0.0.0'"],
    [
      "other rules decoded what was checked and published",
      "update ops.source_states set checked_rule_version = '0.0.0', published_rule_version = '0.0.0'",
    ],
    ["nothing is published", "update ops.source_states set published_load_id = null, published_rule_version = null"],
    ["another load was checked", "update ops.source_states set checked_load_id = null"],
    ["a staged row was removed", "delete from staging.trial_conditions where nct_id = 'NCT90000012' and position = 2"],
    ["a staged row was added", "insert into staging.trial_phases select 'NCT90000012', 3, gen_random_uuid(), 'PHASE3'"],
    ["a published row was removed", "delete from analytics.trial_conditions where nct_id = 'NCT90000007'"],
  ])("is none when %s", async (_, statement) => {
    const file = await stageSecond();
    await ask(pipeline, statement);
    await run(pipeline, always, [file]);
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  test("is none when the newest publication is not of what was checked", async () => {
    const file = await stageSecond();
    const [entry] = await ask<{ details: Record<string, unknown> }>(
      pipeline,
      "select details from ops.audit_log where act = 'publish' order by entry_id desc limit 1",
    );
    await pipeline.run(
      appendAudit({
        act: "publish",
        subject: "load 77",
        runId: null,
        osUser: "tester",
        programVersion: "test",
        reason: null,
        details: { ...entry?.details, load_id: 77 },
        contentHash: null,
      }),
    );
    await run(pipeline, always, [file]);
    expect(await touchedByCheck(pipeline)).toBeNull();
  });

  test("is the same without any of this", async () => {
    const file = await stageSecond();
    await run(pipeline, always, [file]);
    expect(await touchedByCheck(pipeline)).toBe(1);
  });
});
