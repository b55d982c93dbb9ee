import { sql } from "drizzle-orm";
import { Effect } from "effect";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CheckResult, runSuite, suite, trialSuite } from "../src/index.ts";
import { openStage, type Stage } from "./support/rehearse.ts";
import { lists, stagedList } from "./support/stagedLists.ts";
import { loadId, stageTrials } from "./support/stagedTrials.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(stageTrials);
});
afterAll(() => stage.close());

/** Rows of a list get another trial, one that is there or one that is not, and another place. */
const moved = fc
  .record({
    list: fc.constantFrom(...lists),
    to: fc.constantFrom("NCT00000001", "NCT00000002", "NCT00000009", "NCT99999999"),
    by: fc.integer({ min: -2, max: 3 }),
    count: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ list, to, by, count }) => sql`insert into ${stagedList(list)}
      select distinct on (copy.nct_id, copy.position) copy.* from ${stagedList(list)} as row,
        jsonb_populate_record(row, jsonb_build_object('nct_id', ${to}::text, 'position', row.position + ${by}::int, 'id', gen_random_uuid())) as copy
      where not exists (select from ${stagedList(list)} as there where there.nct_id = copy.nct_id and there.position = copy.position)
      limit ${count}`,
  );
const removed = fc
  .record({
    list: fc.constantFrom("trials", ...lists.map((list) => `trial_${list}`)),
    nctId: fc.constantFrom("NCT00000001", "NCT00000002"),
  })
  .map(({ list, nctId }) => sql`delete from staging.${sql.identifier(list)} where nct_id = ${nctId}`);
const removedPlace = fc
  .record({ list: fc.constantFrom(...lists), position: fc.integer({ min: 1, max: 2 }) })
  .map(({ list, position }) => sql`delete from ${stagedList(list)} where position = ${position}`);
const setAside = (list: string, position: number) =>
  sql`insert into ops.rejects (reject_id, run_id, load_id, scope, record_id, row_number, line_number, field, position,
        reason_code, detail, raw_text, is_raw_text_complete, rule_version, rejected_at)
      select (select coalesce(max(reject_id), 0) + 1 from ops.rejects), run_id, load_id, 'field', 1, 1, 2, ${list}, ${position}::int, 'malformed',
        '', 'x', true, '1', now() from ops.loads on conflict do nothing`;
const excused = fc
  .record({ list: fc.constantFrom("conditions", "phases", "locations"), position: fc.integer({ min: 1, max: 3 }) })
  .map(({ list, position }) => setAside(list, position));
const led = fc.constant(sql`update staging.trial_sponsors set lead_or_collaborator = 'LEAD'`);

const strayConditions = sql`update staging.trial_conditions set nct_id = 'NCT99999999' where nct_id = 'NCT00000002'`;
const movedPhase = sql`update staging.trial_phases set position = 3 where position = 2`;
const excusedPhase = setAside("phases", 2);

const withoutTime = ({ durationMs: _, ...result }: CheckResult) => result;

test("the trial suite's checks give together what each gives alone, whatever is wrong with the lists", async () => {
  const verdicts = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(moved, moved, removed, removedPlace, excused, led), { maxLength: 6 }),
      async (changes) => {
        const [together, alone] = await stage.rehearse(
          changes,
          Effect.all([
            runSuite(trialSuite, { loadId }),
            Effect.forEach(trialSuite.checks, (check) =>
              runSuite(suite({ ...trialSuite, checks: [check] }), { loadId }),
            ),
          ]),
        );
        for (const { name, status } of together.results) verdicts.add(`${name} ${status}`);
        expect(together.results.map(withoutTime)).toEqual(alone.flatMap(({ results }) => results.map(withoutTime)));
      },
    ),
    {
      numRuns: 30,
      examples: [
        [[sql`delete from staging.trial_phases where position = 1`, strayConditions]],
        [[movedPhase, excusedPhase]],
      ],
    },
  );
  // What was compared is no row of passes.
  expect([...verdicts]).toContain("positions_of_phases_are_dense failed");
  expect([...verdicts]).toContain("conditions_belong_to_a_trial failed");
}, 120_000);
