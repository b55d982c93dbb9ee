import { Effect, Exit, Stream } from "effect";
import fc from "fast-check";
import { expect, test } from "vitest";
import { copyInTurns, type Piece } from "../../src/land/copyInTurns.ts";

const piece = fc.record({ into: fc.constantFrom("landing", "rows"), content: fc.nat() });

/** Runs `copyInTurns`, and tells what each COPY was given. */
const copies = async (pieces: Stream.Stream<Piece<number>, string>) => {
  const made: Array<{ into: Piece<number>["into"]; contents: Array<number> }> = [];
  const exit = await Effect.runPromiseExit(
    copyInTurns(pieces, (into, contents) =>
      Effect.suspend(() => {
        const copied: Array<number> = [];
        made.push({ into, contents: copied });
        return Stream.runForEach(contents, (content) => Effect.sync(() => copied.push(content)));
      }),
    ),
  );
  return { exit, made };
};

test("pieces go to their tables in their order, and neighbours for the same table in one COPY", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.integer({ min: 1, max: 4 }), async (pieces, chunkSize) => {
      const { exit, made } = await copies(Stream.fromIterable(pieces, { chunkSize }));
      expect(Exit.isSuccess(exit)).toBe(true);
      expect(made.flatMap(({ into, contents }) => contents.map((content) => ({ into, content })))).toEqual(pieces);
      for (const [at, { into, contents }] of made.entries()) {
        expect(contents.length).toBeGreaterThan(0);
        expect(into).not.toBe(made[at - 1]?.into);
      }
    }),
  );
});

test("a failure of the source ends the COPY that waits for its next piece", async () => {
  const pieces = Stream.concat(
    Stream.succeed<Piece<number>>({ into: "rows", content: 1 }),
    Stream.fail("the file broke"),
  );
  const { exit, made } = await copies(pieces);
  expect(exit).toEqual(Exit.fail("the file broke"));
  expect(made).toEqual([{ into: "rows", contents: [1] }]);
});
