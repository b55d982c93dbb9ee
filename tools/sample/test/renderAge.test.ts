import { expect, test } from "vitest";
import { renderAge } from "../src/render/renderAge.ts";
import type { AgeLimit, AgeUnit } from "../src/Trial.ts";

const limit = (value: number, unit: AgeUnit): AgeLimit => ({ value, unit });
const none: AgeLimit | undefined = undefined;

test.each<[string, AgeLimit | undefined, AgeLimit | undefined]>([
  ["18 Years and older \u00a0 (Adult, Older Adult)", limit(18, "Year"), none],
  ["18 Years to 64 Years \u00a0 (Adult)", limit(18, "Year"), limit(64, "Year")],
  ["18 Years to 65 Years \u00a0 (Adult, Older Adult)", limit(18, "Year"), limit(65, "Year")],
  ["up to 17 Years \u00a0 (Child)", none, limit(17, "Year")],
  ["up to 18 Years \u00a0 (Child, Adult)", none, limit(18, "Year")],
  ["216 Months and older \u00a0 (Adult, Older Adult)", limit(216, "Month"), none],
  ["1 Month to 17 Years \u00a0 (Child)", limit(1, "Month"), limit(17, "Year")],
  ["up to 15 Minutes \u00a0 (Child)", none, limit(15, "Minute")],
  ["65 Years and older \u00a0 (Older Adult)", limit(65, "Year"), none],
  ["Child, Adult, Older Adult", none, none],
])("an age is written as %j", (text, minimum, maximum) => {
  expect(renderAge(minimum, maximum)).toBe(text);
});
