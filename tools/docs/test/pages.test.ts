import { readFileSync } from "node:fs";
import { trialSuite } from "@trialflow/quality";
import { expect, test } from "vitest";
import { checkReasons, reasonOf } from "../src/checkReasons.ts";
import { columnTexts } from "../src/columnTexts.ts";
import { pagePaths } from "../src/pagePaths.ts";
import { relations } from "../src/relations.ts";
import { renderDataDictionary } from "../src/renderDataDictionary.ts";
import { renderQualityChecks } from "../src/renderQualityChecks.ts";

const read = (path: string) => readFileSync(path, "utf8");

test("the data dictionary is what the declarations give (npx nx run docs:write)", () => {
  expect(read(pagePaths.dataDictionary)).toBe(renderDataDictionary());
});

test("the page of the checks is what the suite gives (npx nx run docs:write)", () => {
  expect(read(pagePaths.qualityChecks)).toBe(renderQualityChecks());
});

test("each column has a text that says something", () => {
  for (const { key, columns } of relations) {
    const texts: Readonly<Record<string, string>> = columnTexts[key];
    expect(columns.length, key).toBeGreaterThan(0);
    expect(Object.keys(texts).sort(), key).toEqual(columns.map((column) => column.name).sort());
    for (const [name, text] of Object.entries(texts)) expect(text, `${key}.${name}`).toMatch(/^\S.{3,}\.$/);
  }
});

test("each check has a reason, and each reason belongs to a check", () => {
  expect(trialSuite.checks.map(({ name }) => name).filter((name) => reasonOf(name) === undefined)).toEqual([]);
  const used = new Set(trialSuite.checks.map(({ name }) => checkReasons.find(({ names }) => names.test(name))));
  expect(checkReasons.filter((reason) => !used.has(reason))).toEqual([]);
});

test("links inside the data dictionary lead to a heading", () => {
  const page = read(pagePaths.dataDictionary);
  const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) => text.toLowerCase()));
  const targets = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
  expect(targets.length).toBeGreaterThan(20);
  expect(targets.filter((target) => !headings.has(target ?? ""))).toEqual([]);
});
