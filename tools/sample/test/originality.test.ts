import { expect, test } from "vitest";
import type { Column, Row } from "../src/columns.ts";
import { bundledSample, generateTrials } from "../src/index.ts";
import { items, parseRows } from "./parseRows.ts";
import { registryExport } from "./registryExport.ts";

const rows = [...generateTrials(bundledSample)];

const values = (from: ReadonlyArray<Row>, column: Column): Set<string> =>
  new Set(from.flatMap((row) => items(row[column])).map((value) => value.toLowerCase()));

const shared = (real: ReadonlyArray<Row>, column: Column): ReadonlyArray<string> => {
  const known = values(real, column);
  return [...values(rows, column)].filter((value) => known.has(value));
};

test("NCT numbers lie in the range NCT90000001 on, which the registry has not reached", () => {
  for (const row of rows) expect(row["NCT Number"]).toMatch(/^NCT9\d{7}$/);
});

test("no title, sponsor, site, document or identifier of a real export occurs in the sample", async () => {
  const real = registryExport();
  if (real === undefined) return;
  const realRows = await parseRows(real);
  for (const column of [
    "NCT Number",
    "Title",
    "Sponsor/Collaborators",
    "Locations",
    "Study Documents",
    "Other IDs",
  ] as const) {
    expect(shared(realRows, column), column).toEqual([]);
  }
});

test("no facility of a real export occurs in the sample", async () => {
  const real = registryExport();
  if (real === undefined) return;
  const facilities = (from: ReadonlyArray<Row>): Set<string> =>
    new Set(from.flatMap((row) => items(row.Locations)).map((site) => site.split(", ")[0] ?? ""));
  const known = facilities(await parseRows(real));
  expect([...facilities(rows)].filter((facility) => known.has(facility))).toEqual([]);
});

test("no medicine of a real export occurs in the sample", async () => {
  const real = registryExport();
  if (real === undefined) return;
  const medicines = [...values(rows, "Interventions")].filter((name) => /^(drug|biological): /.test(name));
  const known = values(await parseRows(real), "Interventions");
  expect(medicines.length).toBeGreaterThan(40);
  expect(medicines.filter((name) => known.has(name))).toEqual([]);
});
