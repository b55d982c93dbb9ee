import { expect, test } from "vitest";
import type { Column } from "../src/columns.ts";
import { bundledSample, generateTrials } from "../src/index.ts";
import { places } from "../src/vocabulary/places.ts";
import { items } from "./parseRows.ts";

const rows = [...generateTrials(bundledSample)];
const distinct = (column: Column): ReadonlyArray<string> => [...new Set(rows.map((row) => row[column]))].sort();
const share = (accept: (row: (typeof rows)[number]) => boolean): number => rows.filter(accept).length / rows.length;

test("all eleven statuses of COVID-19 exports occur", () => {
  expect(distinct("Status")).toEqual([
    "Active, not recruiting",
    "Available",
    "Completed",
    "Enrolling by invitation",
    "No longer available",
    "Not yet recruiting",
    "Recruiting",
    "Suspended",
    "Temporarily not available",
    "Terminated",
    "Withdrawn",
  ]);
});

test("all phases and pairs of phases occur, and none", () => {
  expect(distinct("Phases")).toEqual([
    "",
    "Early Phase 1",
    "Not Applicable",
    "Phase 1",
    "Phase 1|Phase 2",
    "Phase 2",
    "Phase 2|Phase 3",
    "Phase 3",
    "Phase 4",
  ]);
});

test("all eleven intervention types occur, and no other", () => {
  const types = new Set(rows.flatMap((row) => items(row.Interventions)).map((name) => name.split(": ")[0]));
  expect([...types].sort()).toEqual([
    "Behavioral",
    "Biological",
    "Combination Product",
    "Device",
    "Diagnostic Test",
    "Dietary Supplement",
    "Drug",
    "Genetic",
    "Other",
    "Procedure",
    "Radiation",
  ]);
});

test("every design word occurs, and masking of none to four roles", () => {
  const designs = new Set(rows.flatMap((row) => items(row["Study Designs"])));
  const named = (key: string): number => [...designs].filter((design) => design.startsWith(`${key}: `)).length;
  expect(named("Allocation")).toBe(3);
  expect(named("Intervention Model")).toBe(5);
  expect(named("Primary Purpose")).toBe(9);
  expect(named("Observational Model")).toBe(7);
  expect(named("Time Perspective")).toBe(4);
  for (const word of ["None (Open Label)", "Single (", "Double (", "Triple (", "Quadruple ("]) {
    expect(
      [...designs].some((design) => design.startsWith(`Masking: ${word}`)),
      word,
    ).toBe(true);
  }
});

test("all four funder classes and all three sexes occur, and a missing sex", () => {
  expect(new Set(rows.flatMap((row) => items(row["Funded Bys"])))).toEqual(
    new Set(["Industry", "NIH", "Other", "U.S. Fed"]),
  );
  expect(distinct("Gender")).toEqual(["", "All", "Female", "Male"]);
});

test("every country of the legacy list has a site", () => {
  const sites = rows.flatMap((row) => items(row.Locations));
  expect(places).toHaveLength(116);
  for (const [country] of places)
    expect(
      sites.some((site) => site.endsWith(`, ${country}`)),
      country,
    ).toBe(true);
});

test("several spellings of the disease occur, some of which differ in case alone", () => {
  const conditions = new Set(rows.flatMap((row) => items(row.Conditions)));
  const spellings = [...conditions].filter((name) => /covid|sars|corona|ncov/i.test(name));
  expect(spellings.length).toBeGreaterThanOrEqual(20);
  expect(new Set([...conditions].map((name) => name.toLowerCase())).size).toBeLessThan(conditions.size - 4);
});

test("the proportions resemble those of a real export", () => {
  expect(share((row) => row["Study Type"] === "Interventional")).toBeGreaterThan(0.5);
  expect(share((row) => row.Status === "Recruiting")).toBeGreaterThan(0.4);
  expect(share((row) => row.Status === "Completed")).toBeGreaterThan(0.07);
  expect(share((row) => row.Acronym === "")).toBeGreaterThan(0.45);
  expect(share((row) => row.Locations === "")).toBeGreaterThan(0.1);
  expect(share((row) => row.Age.includes("\u00a0"))).toBeGreaterThan(0.85);
  expect(share((row) => /^\w+ \d{4}$/.test(row["Completion Date"]))).toBeGreaterThan(0.15);
  expect(share((row) => row["Start Date"].endsWith("2020"))).toBeGreaterThan(0.9);
  expect(share((row) => items(row["Sponsor/Collaborators"]).length > 1)).toBeGreaterThan(0.3);
});

test("titles are told apart, but for two pairs on purpose", () => {
  const titles = rows.map((row) => row.Title);
  expect(titles.length - new Set(titles).size).toBe(2);
});
