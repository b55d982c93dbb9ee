import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../src/columns.ts";
import { bundledSample, bundledSamplePath, generateTrials } from "../src/index.ts";
import { oddities } from "../src/oddities/oddities.ts";
import { oddityChecks } from "./oddityChecks.ts";
import { parseRows } from "./parseRows.ts";

const names = [...new Set(oddities.map(({ name }) => name))];

/** Ordinary trials may show these as well, so that leaving the oddity out need not remove them. */
const ordinaryToo = new Set([
  "age of older adults alone",
  "two phases",
  "withdrawn with an enrollment of zero",
  "three classes of funders",
  "condition in title case",
  "no site",
  "two documents",
  "one document of three parts",
  "factorial design masked for care providers and assessors",
  "one single participant",
  "acronym of fourteen characters",
]);

let sample: ReadonlyArray<Row> = [];
beforeAll(async () => {
  sample = await parseRows(readFileSync(bundledSamplePath, "utf8"));
});

test("every oddity has a check, and every check an oddity", () => {
  expect(Object.keys(oddityChecks).sort()).toEqual([...names].sort());
});

describe("the bundled sample shows", () => {
  test.each(names)("%s", (name) => {
    expect(oddityChecks[name]?.(sample)).toBe(true);
  });
});

describe("without the oddities no trial shows", () => {
  const plain = [...generateTrials({ ...bundledSample, oddities: [] })];
  test.each(names.filter((name) => !ordinaryToo.has(name)))("%s", (name) => {
    expect(oddityChecks[name]?.(plain)).toBe(false);
  });
});
