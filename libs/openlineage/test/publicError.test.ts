import fc from "fast-check";
import { expect, test } from "vitest";
import { publicError } from "../src/event/publicError.ts";

test("keeps what is not quoted", () => {
  expect(publicError('line 3 has "Adams, "John"", expected a date in "start"')).toBe('line 3 has "…"');
  expect(publicError("Nothing is loaded yet. Load a file first")).toBe("Nothing is loaded yet. Load a file first");
});

test("takes out what is secret in an address", () => {
  expect(publicError("postgres://me:secret@db/x and https://a/b?token=abc&x=1")).toBe(
    "postgres://***@db/x and https://a/b?token=***&x=1",
  );
});

test("never lets a quoted cell through, whatever is in it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), (before, rest) => {
      const cell = `<${rest}>`;
      expect(publicError(`${before.replaceAll("<", "")}: "${cell}" was found`)).not.toContain(cell);
    }),
  );
});
