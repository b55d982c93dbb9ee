import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generateTrials } from "../src/generateTrials.ts";

const generate = (count: number, seed: number) => [...generateTrials({ count, seed })];

test("the same seed gives the same trials", () => {
  expect(generate(120, 42)).toEqual(generate(120, 42));
});

test("another seed gives other trials", () => {
  expect(generate(3, 42)).not.toEqual(generate(3, 43));
});

test("a longer list begins with the shorter one", () => {
  expect(generate(80, 42).slice(0, 30)).toEqual(generate(30, 42));
});

test("every trial of a long list has an NCT number of its own and the next rank", () => {
  const rows = generate(1500, 42);
  expect(new Set(rows.map((row) => row["NCT Number"])).size).toBe(1500);
  expect(rows.map((row) => row.Rank)).toEqual(rows.map((_, position) => String(position + 1)));
});

test("an endless list is made one trial at a time", () => {
  const trials = generateTrials({ count: Number.MAX_SAFE_INTEGER, seed: 1 });
  expect(trials.next().value?.["NCT Number"]).toBe("NCT90000001");
});

test("no source draws from the clock or from unseeded chance", () => {
  const folder = fileURLToPath(new URL("../src", import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(sources.length).toBeGreaterThan(20);
  for (const name of sources) {
    expect(readFileSync(`${folder}/${name}`, "utf8"), name).not.toMatch(
      /Math\.random|Date\.now|new Date\(\)|randomUUID/,
    );
  }
});
