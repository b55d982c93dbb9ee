import { expect, test } from "vitest";
import { changeRecord, findChangeColumns, isChanged } from "../src/subject/changeRecord.ts";

const header = ["NCT Number", "Enrollment", "Locations"];
const columns = findChangeColumns(header);
const read = (raw: string): string => (raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
const change = (...fields: ReadonlyArray<string>) => changeRecord(fields, columns, read);
const site = "Benchmark Hospital, Berlin, Germany";

test("a changed trial has one participant more and another site, and the rest as it stands", () => {
  expect(change('"NCT00000001"', '"500"', '"A ""b"", Paris, France"')).toEqual([
    '"NCT00000001"',
    '"501"',
    `"A ""b"", Paris, France|${site}"`,
  ]);
});

test("a trial without participants and sites gets some", () => {
  expect(change("NCT00000001", "", "")).toEqual(["NCT00000001", '"100"', `"${site}"`]);
});

test("one trial in a hundred changes, and at least one of any file", () => {
  const changed = (count: number) => Array.from({ length: count }, (_, place) => place).filter(isChanged).length;
  expect([1, 99, 100, 101, 3169, 316_900].map(changed)).toEqual([1, 1, 1, 2, 32, 3169]);
});

test("a header without the columns is refused with what was found", () => {
  expect(() => findChangeColumns(["NCT Number", "Locations"])).toThrow('no column "enrollment", found NCT Number');
});
