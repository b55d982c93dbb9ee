import fc from "fast-check";
import { expect, test } from "vitest";
import { parseProcStat } from "../../src/embedded/parseProcStat.ts";

const tail = (state: string, startedAt: number): string =>
  `${state} ${Array.from({ length: 18 }, (_, index) => index).join(" ")} ${startedAt} 0 0`;

test("state and start are found whatever the name of the program is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 15 }), fc.nat(), fc.constantFrom("R", "S", "Z"), (name, startedAt, state) => {
      expect(parseProcStat(`42 (${name.replaceAll("\n", "")}) ${tail(state, startedAt)}\n`)).toEqual({
        state,
        startedAt: String(startedAt),
      });
    }),
  );
});

test.each(["", "42", "42 (sh) S 1 2"])("%j is no such line", (line) => {
  expect(parseProcStat(line)).toBeUndefined();
});
