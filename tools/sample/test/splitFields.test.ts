import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldValue, splitFields } from "../src/scale/splitFields.ts";

test("fields keep their quotes, and commas inside quotes do not split", () => {
  expect(splitFields('1,"a,""b""",,"c"\r\n')).toEqual({ fields: ["1", '"a,""b"""', "", '"c"'], lineEnd: "\r\n" });
});

test("a record that ends in a comma has an empty last field", () => {
  expect(splitFields("1,\n").fields).toEqual(["1", ""]);
});

test("any cells come back from a written record", () => {
  const cells = fc.array(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "é") }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(cells, (values) => {
      const record = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(",");
      expect(splitFields(record).fields.map(fieldValue)).toEqual(values);
    }),
  );
});

test("a cell of millions of characters is no trouble", () => {
  const cell = `"${'x""'.repeat(1_500_000)}"`;
  expect(splitFields(`1,${cell},2\n`).fields).toEqual(["1", cell, "2"]);
});
