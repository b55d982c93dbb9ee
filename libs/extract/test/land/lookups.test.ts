import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KnownVersions } from "../../src/land/KnownVersions.ts";
import { SeenTrials } from "../../src/land/SeenTrials.ts";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

test("each known version is found under its id and no other one is", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 300 }), fc.array(fc.string()), (texts, others) => {
      const entries = texts.map((text, index) => {
        const entry = Buffer.alloc(40);
        entry.write(hashOf(text), "hex");
        entry.writeBigInt64BE(BigInt(5_000_000_000 + index), 32);
        return entry;
      });
      const known = new KnownVersions(Buffer.concat(entries));
      expect(texts.map((text) => known.find(hashOf(text)))).toEqual(texts.map((_, index) => 5_000_000_000 + index));
      for (const other of others.filter((text) => !texts.includes(text)))
        expect(known.find(hashOf(other))).toBeUndefined();
    }),
  );
});

test("versions whose hashes begin alike are told apart", () => {
  const hashes = ["a", "b", "c"].map((end) => `${"0".repeat(63)}${end}`);
  const entries = hashes
    .slice(0, 2)
    .map((hash, index) => Buffer.concat([Buffer.from(hash, "hex"), Buffer.from([0, 0, 0, 0, 0, 0, 0, index])]));
  const known = new KnownVersions(Buffer.concat(entries));
  expect(hashes.map((hash) => known.find(hash))).toEqual([0, 1, undefined]);
});

test("a number is an identity when it has NCT and eight digits, and repeated when it came before", () => {
  const number = fc.oneof(
    fc.integer({ min: 0, max: 20 }).map((n) => `NCT${String(n).padStart(8, "0")}`),
    fc.constantFrom(
      "NCT99999999",
      "",
      "NCT",
      "nct00000001",
      "NCT0000001",
      "NCT000000001",
      "NCT0000000a",
      "NCT0000000é",
      " NCT00000001",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), (numbers) => {
      const trials = new SeenTrials();
      const before = new Set<string>();
      for (const text of numbers) {
        const hasIdentity = /^NCT[0-9]{8}$/.test(text);
        expect(trials.seeText(text)).toEqual({ hasIdentity, isRepeated: hasIdentity && before.has(text) });
        before.add(text);
      }
    }),
    { numRuns: 50 },
  );
});
