import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Column, Row } from "../src/columns.ts";
import { bundledSample, bundledSamplePath, generateTrials } from "../src/index.ts";
import { items, parseRows } from "./parseRows.ts";
import { registryExport } from "./registryExport.ts";

const months = "January February March April May June July August September October November December".split(" ");

/** Reads a date as the first and last day it can mean; a month alone means any of its days. */
const span = (text: string): readonly [first: number, last: number] | undefined => {
  const [, month = "", day, year = ""] = /^(\w+) (?:(\d{1,2}), )?(\d{4})$/.exec(text) ?? [];
  const place = months.indexOf(month);
  if (place === -1) return undefined;
  return day === undefined
    ? [Date.UTC(Number(year), place, 1), Date.UTC(Number(year), place + 1, 0)]
    : [Date.UTC(Number(year), place, Number(day)), Date.UTC(Number(year), place, Number(day))];
};

const isOrdered =
  (earlier: Column, later: Column) =>
  (row: Row): boolean => {
    const [from, to] = [span(row[earlier]), span(row[later])];
    return from === undefined || to === undefined || (from[0] <= to[0] && from[1] <= to[1]);
  };

const dateColumns = [
  "Start Date",
  "Primary Completion Date",
  "Completion Date",
  "First Posted",
  "Results First Posted",
  "Last Update Posted",
] as const;

type Rule = readonly [name: string, holds: (row: Row) => boolean, breach: Partial<Row>];

const isExpandedAccess = (row: Row): boolean => row["Study Type"].startsWith("Expanded Access");

/** The rules that real exports respect without exception, each with cells that break it. */
const rules: ReadonlyArray<Rule> = [
  [
    "every date has one of the two shapes",
    (row) => dateColumns.every((column) => row[column] === "" || span(row[column]) !== undefined),
    { "Start Date": "2020-05-04" },
  ],
  [
    "no trial starts after its completion",
    isOrdered("Start Date", "Completion Date"),
    { "Start Date": "May 4, 2021", "Completion Date": "May 3, 2021" },
  ],
  [
    "no trial starts after its primary completion",
    isOrdered("Start Date", "Primary Completion Date"),
    { "Start Date": "June 2021", "Primary Completion Date": "May 2021" },
  ],
  [
    "no primary completion follows the completion",
    isOrdered("Primary Completion Date", "Completion Date"),
    { "Primary Completion Date": "May 4, 2021", "Completion Date": "May 2020" },
  ],
  [
    "no first posting follows the last update",
    isOrdered("First Posted", "Last Update Posted"),
    { "First Posted": "May 4, 2021", "Last Update Posted": "May 3, 2021" },
  ],
  [
    "no completed trial ends after its last update",
    (row) => row.Status !== "Completed" || isOrdered("Completion Date", "Last Update Posted")(row),
    { Status: "Completed", "Completion Date": "May 2023" },
  ],
  [
    "enrollment is zero exactly when a trial is withdrawn",
    (row) => (row.Status === "Withdrawn") === (row.Enrollment === "0"),
    { Status: "Recruiting", Enrollment: "0" },
  ],
  [
    "a phase stands on every interventional trial and on no other",
    (row) => (row["Study Type"] === "Interventional") === (row.Phases !== ""),
    { "Study Type": "Observational", Phases: "Phase 1" },
  ],
  [
    "results have a date, and only they",
    (row) => (row["Study Results"] === "Has Results") === (row["Results First Posted"] !== ""),
    { "Study Results": "Has Results", "Results First Posted": "" },
  ],
  [
    "the address ends in the NCT number",
    (row) => row.URL === `https://ClinicalTrials.gov/show/${row["NCT Number"]}`,
    { URL: "https://ClinicalTrials.gov/show/NCT00000000" },
  ],
  [
    "a trial without start or enrollment is expanded access, and the other way round",
    (row) => isExpandedAccess(row) === (row.Enrollment === "") && isExpandedAccess(row) === (row["Start Date"] === ""),
    { "Study Type": "Observational", Enrollment: "" },
  ],
  [
    "posting dates are known to the day",
    (row) => /^\w+ \d{1,2}, \d{4}$/.test(row["First Posted"]) && /^\w+ \d{1,2}, \d{4}$/.test(row["Last Update Posted"]),
    { "First Posted": "May 2020" },
  ],
  ["enrollment is a whole number", (row) => /^\d*$/.test(row.Enrollment), { Enrollment: "1.5" }],
  ["an acronym has at most 14 characters", (row) => row.Acronym.length <= 14, { Acronym: "FIFTEEN-LETTERS" }],
  [
    "there are no more funder classes than sponsors",
    (row) => items(row["Funded Bys"]).length <= items(row["Sponsor/Collaborators"]).length,
    { "Funded Bys": "Other|NIH|Industry", "Sponsor/Collaborators": "A" },
  ],
  [
    "every intervention has a type before its name",
    (row) => items(row.Interventions).every((name) => /^[A-Z][A-Za-z ]+: \S/.test(name)),
    { Interventions: "velaprasin" },
  ],
  [
    "no list but the locations repeats an item",
    (row) =>
      (
        ["Conditions", "Interventions", "Outcome Measures", "Sponsor/Collaborators", "Other IDs", "Phases"] as const
      ).every((column) => new Set(items(row[column])).size === items(row[column]).length),
    { Conditions: "COVID-19|COVID-19" },
  ],
  [
    "a site has three parts or more",
    (row) => items(row.Locations).every((site) => site.split(", ").length >= 3),
    { Locations: "Norhaven, Peru" },
  ],
  [
    "no other column than those that real exports leave empty is empty",
    (row) =>
      (
        [
          "Rank",
          "NCT Number",
          "Title",
          "Status",
          "Study Results",
          "Conditions",
          "Sponsor/Collaborators",
          "Age",
          "Funded Bys",
          "Study Type",
          "First Posted",
          "Last Update Posted",
          "URL",
        ] as const
      ).every((column) => row[column] !== ""),
    { Title: "" },
  ],
  [
    "a minimum age does not exceed the maximum",
    (row) => {
      const [, from, to] = /^(\d+) Years to (\d+) Years/.exec(row.Age) ?? [];
      return from === undefined || Number(from) <= Number(to);
    },
    { Age: "80 Years to 18 Years \u00a0 (Adult, Older Adult)" },
  ],
];

let sample: ReadonlyArray<Row> = [];
beforeAll(async () => {
  sample = await parseRows(readFileSync(bundledSamplePath, "utf8"));
});

const breaches = (rows: ReadonlyArray<Row>, holds: (row: Row) => boolean): ReadonlyArray<string> =>
  rows.filter((row) => !holds(row)).map((row) => row["NCT Number"]);

describe("in the bundled sample", () => {
  test.each(rules)("%s", (_, holds) => {
    expect(breaches(sample, holds)).toEqual([]);
  });
});

describe("in a long list of another seed", () => {
  const rows = [...generateTrials({ count: 4000, seed: bundledSample.seed + 1 })];
  test.each(rules)("%s", (_, holds) => {
    expect(breaches(rows, holds)).toEqual([]);
  });
});

describe("a row that breaks it is noticed:", () => {
  test.each(rules)("%s", (_, holds, breach) => {
    const [row] = sample;
    expect(row !== undefined && holds({ ...row, ...breach })).toBe(false);
  });
});

test("NCT numbers are unique, and no date lies after the export except planned ones", () => {
  expect(new Set(sample.map((row) => row["NCT Number"])).size).toBe(sample.length);
  const exported = Date.UTC(2020, 7, 31);
  for (const row of sample) expect(span(row["Last Update Posted"])?.[1]).toBeLessThanOrEqual(exported);
});

test("a real export respects the rules as well", async () => {
  const real = registryExport();
  if (real === undefined) return;
  const realRows = await parseRows(real);
  for (const [name, holds] of rules) expect(breaches(realRows, holds).length, name).toBeLessThanOrEqual(1);
});
