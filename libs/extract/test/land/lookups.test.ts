import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nctNumberOfText } from "../../src/land/nctNumber.ts";
import { PreviousContent } from "../../src/land/PreviousContent.ts";
import { RowJudge } from "../../src/land/RowJudge.ts";
import { entriesOf } from "./landWith.ts";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

const idOf = (previous: PreviousContent, hash: string): number | undefined => {
  const version = previous.find(hash);
  if (version >= 0) expect(previous.hash(version)).toBe(hash);
  return version < 0 ? undefined : previous.recordId(version);
};

test("each known version is found under its id, its trial is known, and no other one is", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 300 }), fc.array(fc.string()), (texts, others) => {
      const previous = new PreviousContent(
        entriesOf(texts.map((text, index) => [hashOf(text), 5_000_000_000 + index, 99_999_999 - 2 * index])),
      );
      expect(texts.map((text) => idOf(previous, hashOf(text)))).toEqual(texts.map((_, index) => 5_000_000_000 + index));
      for (const other of others.filter((text) => !texts.includes(text)))
        expect(idOf(previous, hashOf(other))).toBeUndefined();
      const inOrder = Array.from({ length: previous.size }, (_, version) => previous.hash(version));
      expect(inOrder).toEqual(texts.map(hashOf).toSorted());
      expect(previous.trials.size).toBe(texts.length);
      for (const index of texts.keys()) {
        expect(previous.trials.has(99_999_999 - 2 * index)).toBe(true);
        expect(previous.trials.has(99_999_998 - 2 * index)).toBe(false);
      }
    }),
  );
});

test("versions whose hashes begin alike are told apart", () => {
  const hashes = ["a", "b", "c"].map((end) => `${"0".repeat(63)}${end}`);
  const versions = hashes.slice(0, 2).map((hash, index) => [hash, 10 - index, index] as const);
  const previous = new PreviousContent(entriesOf(versions.toReversed()));
  expect(hashes.map((hash) => idOf(previous, hash))).toEqual([10, 9, undefined]);
  expect([previous.hash(0), previous.hash(1)]).toEqual(hashes.slice(0, 2));
});

test("an NCT number is NCT and eight digits", () => {
  const number = fc.oneof(
    fc.integer({ min: 0, max: 99_999_999 }).map((n) => `NCT${String(n).padStart(8, "0")}`),
    fc.constantFrom(
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
    fc.property(number, (text) => {
      expect(nctNumberOfText(text)).toBe(/^NCT[0-9]{8}$/.test(text) ? Number(text.slice(3)) : -1);
    }),
  );
});

test("a row is judged by its version, its trial in the content before, and the rows before it", () => {
  const trial = fc.integer({ min: -1, max: 9 });
  const version = fc.tuple(trial, fc.integer({ min: 0, max: 1 }));
  const before = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 })), {
    selector: ([number]) => number,
  });
  fc.assert(
    fc.property(before, fc.array(version, { maxLength: 30 }), (previous, rows) => {
      const versions = previous.map(([number, text], at) => [hashOf(`${number} ${text}`), 100 + at, number] as const);
      const judge = new RowJudge(new PreviousContent(entriesOf(versions)));
      const seen = new Set<number>();
      const settled: Array<string> = [];
      for (const [number, text] of rows) {
        const known = versions.find(([hash]) => hash === hashOf(`${number} ${text}`));
        const isContinued = versions.some(([, , trial]) => trial === number);
        expect(judge.judge(hashOf(`${number} ${text}`), number)).toEqual({
          disposition: number < 0 ? "rejected" : known ? "unchanged" : isContinued ? "changed" : "new",
          knownId: known?.[1],
          isRepeated: seen.has(number),
        });
        if (known && !seen.has(number)) settled.push(known[0]);
        if (number >= 0) seen.add(number);
      }
      expect({ ...judge.result, settledHashes: [...judge.result.settledHashes] }).toEqual({
        settledCount: settled.length,
        settledHashes: settled.toSorted(),
        hasRepeated: rows.filter(([number]) => number >= 0).length > seen.size,
        missingTrials: previous.filter(([number]) => !seen.has(number)).length,
      });
    }),
  );
});
