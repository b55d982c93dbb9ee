import fc from "fast-check";
import { expect, test } from "vitest";
import { runIdOfStep } from "../src/event/runIdOfStep.ts";

// Python: uuid.uuid5(uuid.UUID("6f1c2a34-9c1d-4b7e-8a55-0d2e4f6a8b1c"), "3")
test("is the version 5 UUID of the run and the number", () => {
  expect(runIdOfStep("6f1c2a34-9c1d-4b7e-8a55-0d2e4f6a8b1c", 3)).toBe("73a78739-911e-5b4b-919a-21bcb8ab50fa");
});

test("is another one for each step of each run", () => {
  const step = fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 100_000 }));
  fc.assert(
    fc.property(fc.uniqueArray(step, { selector: (value) => value.join(), maxLength: 50 }), (steps) => {
      const ids = steps.map(([runId, ordinal]) => runIdOfStep(runId, ordinal));
      expect(new Set(ids).size).toBe(steps.length);
      for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }),
  );
});
