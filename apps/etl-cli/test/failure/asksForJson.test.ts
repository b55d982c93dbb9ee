import { expect, test } from "vitest";
import { asksForJson } from "../../src/failure/asksForJson.ts";

test("JSON is asked for by the flag, wherever it stands before the end of the flags", () => {
  expect(asksForJson(["status", "--json"])).toBe(true);
  expect(asksForJson(["--json", "run", "--fil"])).toBe(true);
  expect(asksForJson(["status", "--json=true"])).toBe(true);
  expect(asksForJson(["status", "--json=yes"])).toBe(true);
  expect(asksForJson(["status", "--jsonl"])).toBe(false);
  expect(asksForJson(["status", "--json=false"])).toBe(false);
  expect(asksForJson(["sql", "--", "--json"])).toBe(false);
  expect(asksForJson(["sql", "select '--json'"])).toBe(false);
});
