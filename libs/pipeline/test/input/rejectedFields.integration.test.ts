import { OverallStatus } from "@trialflow/schema";
import { beforeAll, describe, expect, test } from "vitest";
import {
  createGoodWarehouse,
  expectQuarantine,
  expectReturn,
  type GoodWarehouse,
  rowCount,
  spoiltNumber,
} from "../support/expectQuarantine.ts";
import { type Cells, csv, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, currentIn, dataOf, type Quarantined, quarantine, writeInput } from "../support/warehouse.ts";
import { createTestPipeline } from "../testPipeline.ts";

let warehouse: GoodWarehouse;
beforeAll(async () => {
  warehouse = await createGoodWarehouse();
});

const statuses = OverallStatus.entries.map(({ label }) => label).join("; ");

interface SpoiltField {
  readonly title: string;
  readonly cells: Partial<Cells>;
  readonly reject: Partial<Quarantined>;
  /** What analysts see of the trial. */
  readonly published: string;
  readonly expected: object;
}

const published = (columns: string) =>
  `select ${columns} from analytics.trials where nct_id = '${nctId(spoiltNumber)}'`;
const entries = (columns: string, table: string) =>
  `select ${columns} from analytics.${table} where nct_id = '${nctId(spoiltNumber)}' order by position`;

describe("a field is set aside with its text, and its trial is published without it, for", () => {
  test.each<SpoiltField>([
    {
      title: "a day that no calendar has",
      cells: { start_date: "February 30, 2020" },
      reject: {
        field: "start_date",
        reason_code: "impossible_date",
        raw_text: "February 30, 2020",
        detail: "expected a day that the calendar has",
      },
      published: published("start_date, start_date_precision, start_date_raw"),
      expected: [{ start_date: null, start_date_precision: null, start_date_raw: "February 30, 2020" }],
    },
    {
      title: "a status that nobody knows",
      cells: { status: "Recruting" },
      reject: {
        field: "status",
        reason_code: "unknown_overall_status",
        raw_text: "Recruting",
        detail: `expected one of: ${statuses}`,
      },
      published: published("overall_status"),
      expected: [{ overall_status: null }],
    },
    {
      title: "a number of participants that is no plain number",
      cells: { enrollment: "12e3" },
      reject: {
        field: "enrollment",
        reason_code: "malformed_enrollment",
        raw_text: "12e3",
        detail: "expected a whole number without sign, as 120",
      },
      published: published("enrollment"),
      expected: [{ enrollment: null }],
    },
    {
      title: "a country that no crosswalk lists, beside one that it does",
      cells: { locations: "Hospital A, Berlin, Germany|Palace, Emerald City, Oz" },
      reject: {
        field: "locations",
        position: 2,
        reason_code: "unknown_country",
        raw_text: "Palace, Emerald City, Oz",
        detail: "expected a location that ends in a listed country name",
      },
      published: entries("position, country_code, raw_text", "trial_locations"),
      expected: [
        { position: 1, country_code: "DE", raw_text: "Hospital A, Berlin, Germany" },
        { position: 2, country_code: null, raw_text: "Palace, Emerald City, Oz" },
      ],
    },
    {
      title: "a phase that nobody knows, beside one that is known",
      cells: { phases: "Phase 9|Phase 2" },
      reject: {
        field: "phases",
        position: 1,
        reason_code: "unknown_phase",
        raw_text: "Phase 9",
        detail: expect.stringContaining("expected one of: "),
      },
      published: entries("position, phase", "trial_phases"),
      expected: [{ position: 2, phase: "PHASE2" }],
    },
    {
      title: "a list entry with nothing in it",
      cells: { conditions: "COVID-19||Pneumonia" },
      reject: {
        field: "conditions",
        position: 2,
        reason_code: "empty_list_entry",
        raw_text: "",
        detail: "expected text between two pipes",
      },
      published: entries("position, name", "trial_conditions"),
      expected: [
        { position: 1, name: "COVID-19" },
        { position: 3, name: "Pneumonia" },
      ],
    },
    {
      title: "an address that is none",
      cells: { url: "javascript:alert(1)" },
      reject: {
        field: "url",
        reason_code: "malformed_url",
        raw_text: "javascript:alert(1)",
        detail: expect.stringContaining("expected "),
      },
      published: published("url"),
      expected: [{ url: null }],
    },
  ])("$title", async ({ cells, reject, published, expected }) => {
    const content = csv(trials(rowCount, (number) => (number === spoiltNumber ? cells : {})));
    const rejects = [{ scope: "field", nct_id: nctId(spoiltNumber), ...reject }];
    await expectQuarantine(warehouse, { content, rejects }, async () => {
      expect(await ask(warehouse.pipeline, published)).toEqual(expected);
    });
  });
});

test("every field of a file that is written in another way than expected is set aside, and the gate closes", async () => {
  const dates = [
    "start_date",
    "primary_completion_date",
    "completion_date",
    "first_posted",
    "last_update_posted",
  ] as const;
  const cells = Object.fromEntries(dates.map((name) => [name, "13.04.2020"]));
  const { pipeline, analytics } = warehouse;
  const count = 1000;
  const report = await pipeline.ingest([writeInput(pipeline, "foreign.csv", csv(trials(count, () => cells)))]);
  expect(report.status).toBe("gate_failed");
  expect(report.rejects).toEqual(dates.toSorted().map((field) => ({ reason: "malformed_date", field, count })));
  expect(await quarantine(pipeline)).toHaveLength(count * dates.length);
  expect(currentIn(await dataOf(pipeline))).toEqual(analytics);
  await expectReturn(warehouse);
});

test("text that means something to a database, a shell or a program arrives as it is", async () => {
  const texts = [
    "\\N",
    "\\.",
    "NULL",
    "{}",
    '{"a","b"}',
    "\\",
    "a\\tb\\nc",
    "tab\there",
    "line\nbreak\r\nin a cell",
    "';drop table analytics.trials;--",
    '""',
    "$1 %s $(x) `x`",
    "=1+1",
    "\u00a0\u2028\ufeff\u0007",
    "🧪\u0301é",
    "x".repeat(1_000_000),
  ];
  const rows = [
    ...trials(20),
    ...texts.map((text, index) =>
      trial(100 + index, {
        title: text,
        acronym: text,
        conditions: text,
        interventions: `Drug: ${text}`,
        sponsor_collaborators: text,
      }),
    ),
  ];
  const own = await createTestPipeline();
  const report = await own.ingest([writeInput(own, "texts.csv", csv(rows))]);
  expect(report).toMatchObject({ status: "succeeded", rejects: [], published: { trials: 20 + texts.length } });
  const found = await ask<Record<string, string>>(
    own,
    `select brief_title, acronym, (select name from analytics.trial_conditions c where c.nct_id = t.nct_id) as condition,
       (select name from analytics.trial_interventions c where c.nct_id = t.nct_id) as intervention, lead_sponsor as sponsor
     from analytics.trials t where nct_id >= '${nctId(100)}' order by nct_id`,
  );
  expect(found).toEqual(
    texts.map((text) => ({ brief_title: text, acronym: text, condition: text, intervention: text, sponsor: text })),
  );
});
