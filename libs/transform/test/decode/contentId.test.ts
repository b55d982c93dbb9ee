import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childId, entityId } from "../../src/index.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("childId", () => {
  it("never changes", () => {
    expect(childId("NCT04333550", "condition", "COVID-19", 1)).toBe("590296cb-4d39-8869-9933-9dc1169e8d49");
    expect(entityId("condition", "covid-19")).toBe("cf7ba0bb-be59-8c9d-b560-5ab172570a18");
  });

  it("is a version 8 UUID for any content", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: "binary" }), fc.nat(), (nctId, content, occurrence) => {
        expect(childId(nctId, "outcome", content, occurrence)).toMatch(uuid);
      }),
    );
  });

  it("tells apart what is written alike when run together", () => {
    const part = fc.stringMatching(/^[0-9:a]{0,3}$/);
    const args = fc.tuple(
      part,
      fc.constantFrom("condition" as const, "outcome" as const),
      part,
      fc.integer({ min: 1, max: 12 }),
    );
    fc.assert(
      fc.property(args, args, (a, b) => {
        expect(childId(...a) === childId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), fc.array(part, { maxLength: 3 }), (a, b) => {
        expect(entityId("sponsor", ...a) === entityId("sponsor", ...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps the kinds of entities apart", () => {
    expect(entityId("condition", "covid-19")).not.toBe(entityId("intervention", "covid-19"));
  });
});
