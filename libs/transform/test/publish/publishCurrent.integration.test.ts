import { Database } from "@trialflow/database";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect } from "effect";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishCurrent } from "../../src/publish/publishCurrent.ts";

let database: TestDatabase;
let client: ReturnType<TestDatabase["connect"]>;
beforeAll(async () => {
  database = await createTestDatabase();
  client = database.connect();
});
afterAll(() => client.end());

/** What a registry says of a trial: names in several spellings, and a word that stands for everything else. */
interface Trial {
  readonly title: string;
  readonly conditions: ReadonlyArray<string>;
  readonly sponsors: ReadonlyArray<string>;
  readonly countries: ReadonlyArray<string>;
}

const spellings = fc.constantFrom("Asthma", "ASTHMA", "asthma", "Cough", "COUGH", "cough", "Fever", "fEVER", "Zoster");
const someTrial: fc.Arbitrary<Trial> = fc.record({
  title: fc.constantFrom("A trial", "Another trial"),
  conditions: fc.array(spellings, { maxLength: 3 }),
  sponsors: fc.uniqueArray(spellings, { minLength: 1, maxLength: 3 }),
  countries: fc.array(fc.constantFrom("Chad", "CHAD", "Peru", "peru"), { maxLength: 2 }),
});

const trialsInAll = 40;
/** So many of the trials share the names; the others have their own, and make few changes few. */
const speaking = 6;
const place = fc.nat({ max: speaking - 1 });
/** The trials of a snapshot that say something else than before; `null` for one that is gone. */
const someChanges = (max: number) =>
  fc.array(fc.tuple(place, fc.option(someTrial, { freq: 4 })), { minLength: 1, maxLength: max });
const someSnapshots = fc.tuple(
  fc.array(someTrial, { minLength: speaking, maxLength: speaking }),
  fc.array(fc.oneof({ weight: 6, arbitrary: someChanges(3) }, { weight: 1, arbitrary: someChanges(speaking) }), {
    minLength: 4,
    maxLength: 8,
  }),
);

const idOf = (name: string): string => `md5(lower('${name}'))::uuid`;
const nctIdOf = (index: number): string => `NCT${String(index).padStart(8, "0")}`;

let records = 0;

/** What staging does beside: it names the trials whose rows it writes or removes. */
const note = (condition: string) =>
  `insert into staging.unpublished_trials select nct_id from (values ${Array.from({ length: trialsInAll }, (_, index) => `('${nctIdOf(index)}')`).join()}) as named (nct_id)
   where ${condition} and exists (select from analytics.trials) on conflict do nothing`;

/** Stages the trials at these places anew. */
const stage = async (changes: ReadonlyArray<readonly [index: number, trial: Trial | null]>): Promise<void> => {
  const statements = changes.flatMap(([index, trial]) => {
    const nctId = nctIdOf(index);
    const entry = (kind: string, at: number) => `'${nctId}', ${at + 1}, md5('${nctId} ${kind} ${at}')::uuid`;
    const gone = ["trial_conditions", "trial_sponsors", "trial_locations", "trials"].map(
      (table) => `delete from staging.${table} where nct_id = '${nctId}'`,
    );
    gone.push(note(`nct_id = '${nctId}'`));
    if (trial === null) return gone;
    records++;
    return [
      ...gone,
      `insert into staging.trials (nct_id, brief_title, is_patient_registry, std_ages, _record_id, _rule_version)
       values ('${nctId}', '${trial.title}', false, '{}', ${records}, 'rules')`,
      ...trial.conditions.map(
        (name, at) =>
          `insert into staging.trial_conditions values (${entry("condition", at)}, '${name}', '${name}', ${idOf(name)})`,
      ),
      ...trial.sponsors.map(
        (name, at) =>
          `insert into staging.trial_sponsors values (${entry("sponsor", at)}, '${at === 0 ? "LEAD" : "COLLABORATOR"}', '${name}', ${idOf(name)})`,
      ),
      ...trial.countries.map(
        (name, at) =>
          `insert into staging.trial_locations values (${entry("location", at)}, null, null, null, '${name}', upper(left('${name}', 2)), '${name}')`,
      ),
    ];
  });
  await client.unsafe(statements.join(";\n"));
};

const publish = () =>
  Effect.runPromise(
    Effect.flatMap(Database, ({ transaction }) =>
      transaction({ operation: "test", role: "trialflow_transformer" }, publishCurrent),
    ).pipe(Effect.provide(database.layer)),
  );

const forget = async () => {
  await client`truncate staging.unpublished_trials, staging.trials, staging.trial_conditions, staging.trial_sponsors, staging.trial_locations cascade`;
  await client`truncate analytics.trials, analytics.conditions, analytics.sponsors, analytics.countries cascade`;
};

/** What has to be published, said by the definition: all of staging, each name in its first spelling of all. */
const expected = () =>
  client`
    select 'trial' as kind, nct_id as key, concat_ws('|', brief_title, _record_id, (select name from staging.trial_sponsors s where s.nct_id = t.nct_id and position = 1)) as value from staging.trials t
    union all select 'condition entry', nct_id, row(c.*)::text from staging.trial_conditions c
    union all select 'sponsor entry', nct_id, row(c.*)::text from staging.trial_sponsors c
    union all select 'location entry', nct_id, row(c.*)::text from staging.trial_locations c
    union all select 'condition', condition_id::text, min(canonical_name collate "C") from staging.trial_conditions group by condition_id
    union all select 'sponsor', sponsor_id::text, min(name collate "C") from staging.trial_sponsors group by sponsor_id
    union all select 'country', country_code, min(country collate "C") from staging.trial_locations group by country_code
    order by 1, 2, 3`;

const published = () =>
  client`
    select 'trial' as kind, nct_id as key, concat_ws('|', brief_title, _record_id, lead_sponsor) as value from analytics.trials
    union all select 'condition entry', nct_id, row(c.*)::text from analytics.trial_conditions c
    union all select 'sponsor entry', nct_id, row(c.*)::text from analytics.trial_sponsors c
    union all select 'location entry', nct_id, row(c.*)::text from analytics.trial_locations c
    union all select 'condition', condition_id::text, name from analytics.conditions
    union all select 'sponsor', sponsor_id::text, name from analytics.sponsors
    union all select 'country', country_code::text, name from analytics.countries
    order by 1, 2, 3`;

const quiet: Trial = { title: "A trial", conditions: [], sponsors: ["Zoster"], countries: [] };
const only = (trial: Partial<Trial>): Trial => ({ ...quiet, ...trial });

/** Publishes a trial among many others that say nothing of its names. */
const begin = async (...trials: ReadonlyArray<Trial>): Promise<void> => {
  await forget();
  const all = [...trials, ...Array.from({ length: trialsInAll - trials.length }, () => quiet)];
  await stage(all.map((trial, index) => [index, trial] as const));
  await publish();
};

test("whatever changes from snapshot to snapshot, what is published is what staging says as a whole", async () => {
  await fc.assert(
    fc.asyncProperty(someSnapshots, async ([first, changes]) => {
      await begin(...first);
      expect(await published()).toEqual(await expected());
      for (const snapshot of changes) {
        await stage(snapshot);
        await publish();
        expect(await published()).toEqual(await expected());
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);

const conditionNames = async () =>
  (await client`select name from analytics.conditions order by name`).map(({ name }) => name as string);

test("the spelling that goes first in byte order is shown, and the next one when its last trial has gone", async () => {
  await begin(only({ conditions: ["ASTHMA"] }), only({ conditions: ["asthma"] }), only({ conditions: ["Asthma"] }));
  expect(await conditionNames()).toEqual(["ASTHMA"]);
  await stage([[0, only({ conditions: ["asthma"] })]]);
  expect(await publish()).toMatchObject({ trials: trialsInAll, touched: 1 });
  expect(await conditionNames()).toEqual(["Asthma"]);
  await stage([[2, null]]);
  await publish();
  expect(await conditionNames()).toEqual(["asthma"]);
  await stage([[5, only({ conditions: ["ASTHMA"] })]]);
  await publish();
  expect(await conditionNames()).toEqual(["ASTHMA"]);
});

test("a name goes with its last trial", async () => {
  await begin(only({ conditions: ["Asthma", "Cough"] }), only({ conditions: ["Cough"] }));
  await stage([[0, only({ conditions: [] })]]);
  await publish();
  expect(await conditionNames()).toEqual(["Cough"]);
});

test("entries that stay as they are, and trials that do, are not written", async () => {
  await begin(only({ conditions: ["Asthma", "Cough"] }), only({ conditions: ["Cough"] }));
  const versions = () =>
    client`select nct_id, name, xmin::text from analytics.trial_conditions
           union all select nct_id, brief_title, xmin::text from analytics.trials where nct_id <> ${nctIdOf(0)} order by 1, 2`;
  const before = await versions();
  await stage([[0, only({ title: "Another trial", conditions: ["Asthma", "Cough", "Fever"] })]]);
  await publish();
  expect((await versions()).filter(({ name }) => name !== "Fever")).toEqual(before);
  expect(await published()).toEqual(await expected());
});

test("entries that change their places keep what they are", async () => {
  await begin(only({ conditions: ["Asthma", "Cough"] }));
  await client`update staging.trials set _record_id = ${++records} where nct_id = ${nctIdOf(0)}`;
  await client.unsafe(`
    update staging.trial_conditions set position = position + 10;
    update staging.trial_conditions set position = 13 - position;
    ${note(`nct_id = '${nctIdOf(0)}'`)}`);
  await publish();
  expect(await published()).toEqual(await expected());
});

test("a trial that was staged anew and is as it was published is not touched, and is not looked at again", async () => {
  await begin(only({ conditions: ["Asthma"] }));
  await client.unsafe(note("true"));
  expect(await publish()).toMatchObject({ trials: trialsInAll, touched: 0 });
  expect(await client`select from staging.unpublished_trials`).toHaveLength(0);
});

test("constraints of what was published first are there afterwards", async () => {
  await begin(only({ conditions: ["Asthma"] }));
  await expect(client`delete from analytics.conditions`).rejects.toMatchObject({ code: "23503" });
});
