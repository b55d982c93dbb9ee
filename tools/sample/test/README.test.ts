import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generateTrials } from "../src/index.ts";

test("the example of the README gives what it says", () => {
  const [first] = generateTrials({ count: 1, seed: 20_200_831 });
  expect(first?.["NCT Number"]).toBe("NCT90000001");
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(
    'const [first] = generateTrials({ count: 1, seed: 20_200_831 });\n    first?.["NCT Number"]; // "NCT90000001"',
  );
});
