import fc from "fast-check";
import { expect, test } from "vitest";
import { remember } from "../../src/parse/remember.ts";

test("a remembered function gives what the function gives", () => {
  const lengths = remember((text) => ({ text, length: text.length }));
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constant("\ud800"))), (texts) => {
      for (const text of [...texts, ...texts]) expect(lengths(text)).toEqual({ text, length: text.length });
    }),
  );
});

test("it is asked once for a text that comes again and again, and twice for one that comes after many others", () => {
  const asked: Array<string> = [];
  const upper = remember((text) => {
    asked.push(text);
    return { upper: text.toUpperCase() };
  });
  for (let round = 0; round < 3; round += 1) expect(upper("germany")).toEqual({ upper: "GERMANY" });
  expect(asked).toEqual(["germany"]);
  const askOthers = (count: number) => {
    for (let other = 0; other < count; other += 1) upper(`other ${count} ${other}`);
  };
  askOthers(9000);
  upper("germany");
  expect(asked.filter((text) => text === "germany")).toHaveLength(1);
  askOthers(20_000);
  upper("germany");
  expect(asked.filter((text) => text === "germany")).toHaveLength(2);
});

test("long texts are not kept", () => {
  let asked = 0;
  const long = remember(() => {
    asked += 1;
    return {};
  });
  long("x".repeat(10_000));
  long("x".repeat(10_000));
  expect(asked).toBe(2);
});
