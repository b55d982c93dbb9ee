import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom, mixSeed } from "../src/createRandom.ts";

const draw = (seed: number): ReadonlyArray<number> => {
  const random = createRandom(seed);
  return Array.from({ length: 50 }, () => random.next());
};

test("the same seed gives the same values", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(draw(seed)).toEqual(draw(seed));
    }),
  );
});

test("another seed gives other values", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e6 }), (seed) => {
      expect(draw(seed)).not.toEqual(draw(seed + 1));
    }),
  );
});

test("the first values of a known seed never change, whatever the machine", () => {
  const random = createRandom(1);
  expect([random.next(), random.next(), random.integer(1, 1000)]).toEqual([
    0.6270739405881613, 0.002735721180215478, 528,
  ]);
});

test("whole numbers stay within their bounds and reach both", () => {
  const random = createRandom(7);
  const drawn = new Set(Array.from({ length: 500 }, () => random.integer(-2, 3)));
  expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
});

test("weighted draws follow the weights and never give an item of weight 0", () => {
  const random = createRandom(11);
  const drawn = Array.from({ length: 3000 }, () =>
    random.weighted([
      ["often", 3],
      ["never", 0],
      ["seldom", 1],
    ]),
  );
  const often = drawn.filter((item) => item === "often").length;
  expect(drawn).not.toContain("never");
  expect(often).toBeGreaterThan(2100);
  expect(often).toBeLessThan(2400);
});

test("drawing from an empty list is refused", () => {
  expect(() => createRandom(1).pick([])).toThrow("Cannot draw item 0 of a list of 0 items.");
});

test("neighbouring records get unrelated seeds", () => {
  const seeds = new Set(Array.from({ length: 10_000 }, (_, position) => mixSeed(5, position)));
  expect(seeds.size).toBeGreaterThan(9_995);
});
