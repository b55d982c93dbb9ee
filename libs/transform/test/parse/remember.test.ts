import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { remember } from "../../src/parse/remember.ts";

test("a remembered function gives what the function gives", () => {
  const lengths = remember((text) => ({ text, length: text.length }));
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constant("\ud800"))), (texts) => {
      for (const text of [...texts, ...texts]) expect(lengths(text)).toEqual({ text, length: text.length });
    }),
  );
});

describe("it is asked once for a text", () => {
  const asked: Array<string> = [];
  const upper = remember((text) => {
    asked.push(text);
    return { upper: text.toUpperCase() };
  }, 100);
  const askedFor = (name: string) => asked.filter((text) => text === name).length;

  test("that comes again and again", () => {
    for (let round = 0; round < 50; round += 1) expect(upper("germany")).toEqual({ upper: "GERMANY" });
    expect(asked).toEqual(["germany"]);
  });

  test("that comes after as many others as it may remember, and again after more", () => {
    upper("x".repeat(93));
    upper("germany");
    expect(askedFor("germany")).toBe(1);
    upper("y");
    expect(upper("germany")).toEqual({ upper: "GERMANY" });
    expect(askedFor("germany")).toBe(2);
    upper("germany");
    upper("y");
    expect([askedFor("germany"), askedFor("y")]).toEqual([2, 1]);
  });
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
