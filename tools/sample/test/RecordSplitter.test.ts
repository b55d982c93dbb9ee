import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordSplitter } from "../src/scale/RecordSplitter.ts";

const split = (text: string, chunkSize = 1 << 16): ReadonlyArray<string> => {
  const bytes = Buffer.from(text, "utf8");
  const splitter = new RecordSplitter();
  const records: Array<Uint8Array> = [];
  for (let place = 0; place < bytes.length; place += chunkSize)
    records.push(...splitter.push(bytes.subarray(place, place + chunkSize)));
  records.push(...splitter.finish());
  return records.map((record) => Buffer.from(record).toString("utf8"));
};

test("records end at line ends, each of which stays with its record", () => {
  expect(split("a,b\nc,d\r\ne,f")).toEqual(["a,b\n", "c,d\r\n", "e,f"]);
});

test("a line break inside quotes belongs to the field", () => {
  expect(split('1,"a\nb"\n2,"c\r\n""d""\n"\n')).toEqual(['1,"a\nb"\n', '2,"c\r\n""d""\n"\n']);
});

test("a quote opens a field at its start only", () => {
  expect(split('5" tube,x\n"y",z\n')).toEqual(['5" tube,x\n', '"y",z\n']);
});

test("a file that ends inside quotes is refused", () => {
  expect(() => split('1,"a\n')).toThrow("ends inside a quoted field");
});

test("the pieces in which the file is read make no difference, and no byte is lost", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", "\r", "|"), maxLength: 6 });
  const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
  const record = fc
    .array(fc.oneof(quoted, fc.constant(""), fc.constant("7")), { minLength: 1, maxLength: 4 })
    .map((cells) => cells.join(","));
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      (records, chunkSize) => {
        const lines = records.map((line) => `${line}\n`);
        expect(split(lines.join(""), chunkSize)).toEqual(lines);
      },
    ),
  );
});
