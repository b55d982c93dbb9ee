import { expect, test } from "vitest";
import { explainedMs } from "../src/part/explainedMs.ts";

const plan = [{ Plan: {}, "Planning Time": 0.5, "Execution Time": 12 }];

test("a statement's time is that of its planning and of its execution, whether the driver has read the JSON or not", () => {
  expect(explainedMs(plan)).toBe(12.5);
  expect(explainedMs(JSON.stringify(plan))).toBe(12.5);
});

test("a plan without times is refused", () => expect(() => explainedMs([{ Plan: {} }])).toThrow("no execution time"));
