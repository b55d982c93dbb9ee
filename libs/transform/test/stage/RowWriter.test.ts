import fc from "fast-check";
import { expect, test } from "vitest";
import { RowWriter } from "../../src/stage/RowWriter.ts";
import { readCopyLine } from "../../src/stage/readCopyLine.ts";

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("special characters, NULL, flags, numbers and lists become COPY's text format", () => {
  const writer = new RowWriter<Record<string, unknown>>(["a", "b", "c"]);
  writer.add({ a: "tab\tline\nreturn\rback\\slash \\N", b: null, c: undefined });
  writer.add({ a: true, b: false, c: -1.5 });
  writer.add({ a: [], b: ['a"b', "c,d", "e\\f", "g\th"], c: "" });
  expect(textOf(writer.take())).toBe(
    String.raw`tab\tline\nreturn\rback\\slash \\N${"\t"}\N${"\t"}\N` +
      `\nt\tf\t-1.5\n` +
      String.raw`{}${"\t"}{"a\\"b","c,d","e\\\\f","g\th"}${"\t"}` +
      "\n",
  );
});

test("what was taken is not given again", () => {
  const writer = new RowWriter<{ a: string }>(["a"]);
  writer.add({ a: "first" });
  const first = writer.take();
  writer.add({ a: "other" });
  expect(textOf(writer.take())).toBe("other\n");
  expect(textOf(first)).toBe("first\n");
  expect(writer.take()).toHaveLength(0);
});

test("rows of any text and length are read back as they were", () => {
  const cell = fc.option(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."\\\n\r\t\b\f\vbfnrtvN.a") }),
      fc.string({ minLength: 5000, maxLength: 50_000, unit: fc.constantFrom("x", "é", "漢", "😀", "\\", "\n") }),
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
      const writer = new RowWriter<{ a: string | null; b: string | null }>(["a", "b"]);
      for (const [a, b] of rows) writer.add({ a, b });
      const lines = textOf(writer.take()).split("\n");
      expect(lines.pop()).toBe("");
      expect(lines.map(readCopyLine)).toEqual(rows);
    }),
  );
});

test("the escapes that COPY TO writes are read", () => {
  expect(readCopyLine(`${String.raw`\b\f\n\r\t\v\\`}\t\\N\t\t\\\\N\tplain`)).toEqual([
    "\b\f\n\r\t\v\\",
    null,
    "",
    "\\N",
    "plain",
  ]);
});
