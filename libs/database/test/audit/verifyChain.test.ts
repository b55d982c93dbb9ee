import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkAnchor, parseAnchor } from "../../src/audit/anchor.ts";
import type { ChainEntry } from "../../src/audit/readChain.ts";
import { hashOfEntry, verifyChain } from "../../src/audit/verifyChain.ts";

/** Builds a chain as the database does. */
const chainOf = (texts: ReadonlyArray<string>): ReadonlyArray<ChainEntry> => {
  const entries: Array<ChainEntry> = [];
  for (const [index, text] of texts.entries()) {
    const entryId = index + 1;
    const open = {
      entryId,
      canonical: `[${entryId}, ${JSON.stringify(text)}]`,
      previousHash: entries.at(-1)?.hash ?? "",
      hash: "",
    };
    entries.push({ ...open, hash: hashOfEntry(open) });
  }
  return entries;
};

const renumber = (entry: ChainEntry, entryId: number): ChainEntry => ({
  ...entry,
  entryId,
  canonical: entry.canonical.replace(`[${entry.entryId}, `, `[${entryId}, `),
});

const chains = fc
  .array(fc.string(), { minLength: 3, maxLength: 12 })
  .map((texts) => chainOf(texts.map((text, n) => `${n} ${text}`)));
const placed = chains.chain((chain) => fc.record({ chain: fc.constant(chain), at: fc.nat(chain.length - 2) }));

describe("a chain", () => {
  test("as it was written is whole", () => {
    fc.assert(fc.property(chains, (chain) => verifyChain(chain) === null));
  });

  test("with an edited entry breaks there, whatever was written into it", () => {
    fc.assert(
      fc.property(placed, fc.string(), fc.boolean(), ({ chain, at }, text, isRehashed) => {
        const edited = chain.map((entry, index) => {
          if (index !== at) return entry;
          const changed = { ...entry, canonical: `[${entry.entryId}, ${JSON.stringify(`x${text}`)}]` };
          return isRehashed ? { ...changed, hash: hashOfEntry(changed) } : changed;
        });
        expect(verifyChain(edited)).toMatchObject({ kind: "edited_entry", place: `entry ${at + 1}` });
      }),
    );
  });

  test("without an entry breaks there, also when the numbers were closed up", () => {
    fc.assert(
      fc.property(placed, fc.boolean(), ({ chain, at }, isClosed) => {
        const rest = chain.filter((_, index) => index !== at);
        const found = verifyChain(isClosed ? rest.map((entry, index) => renumber(entry, index + 1)) : rest);
        expect(found).toMatchObject({ kind: "missing_entry", place: `entry ${at + 1}` });
      }),
    );
  });

  test("with an entry too many breaks there, also when its hash is right in itself", () => {
    fc.assert(
      fc.property(placed, fc.boolean(), ({ chain, at }, isRight) => {
        const open = {
          entryId: at + 1,
          canonical: `[${at + 1}, "alien"]`,
          previousHash: chain[at - 1]?.hash ?? "",
          hash: "00",
        };
        const alien = isRight ? { ...open, hash: hashOfEntry(open) } : open;
        const longer = [
          ...chain.slice(0, at),
          alien,
          ...chain.slice(at).map((entry) => renumber(entry, entry.entryId + 1)),
        ];
        expect(verifyChain(longer)).toMatchObject({ kind: "inserted_entry", place: `entry ${at + 1}` });
      }),
    );
  });

  test("with two entries in each other's places breaks at the first of them", () => {
    fc.assert(
      fc.property(placed, ({ chain, at }) => {
        const [one, two] = [chain[at], chain[at + 1]];
        if (one === undefined || two === undefined) return;
        const swapped = [...chain.slice(0, at), renumber(two, at + 1), renumber(one, at + 2), ...chain.slice(at + 2)];
        expect(verifyChain(swapped)).toMatchObject({ kind: "reordered_entry", place: `entry ${at + 1}` });
      }),
    );
  });

  test("whose end was cut off is whole, and only an anchor tells", () => {
    fc.assert(
      fc.property(placed, ({ chain, at }) => {
        const last = chain.at(-1);
        const cut = chain.slice(0, at + 1);
        if (last === undefined) return;
        expect(verifyChain(cut)).toBeNull();
        expect(checkAnchor(chain, last)).toBeNull();
        expect(checkAnchor(cut, last)).toMatchObject({
          kind: "cut_off",
          place: expect.stringContaining(`entries ${at + 2} to`),
        });
      }),
    );
  });
});

test("an anchor is a number and a hash, or a hash", () => {
  const hash = "0aF".padEnd(64, "0");
  expect(parseAnchor(` 12:${hash}\n`)).toEqual({ entryId: 12, hash: hash.toLowerCase() });
  expect(parseAnchor(hash)).toEqual({ entryId: null, hash: hash.toLowerCase() });
  for (const text of ["", "12", "12:", `x:${hash}`, `12:${hash}0`, hash.slice(1), `-1:${hash}`]) {
    expect(parseAnchor(text)).toBeNull();
  }
});
