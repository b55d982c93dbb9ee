import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundledSamplePath, columns, scaleCsv } from "../src/index.ts";
import { parseRows } from "./parseRows.ts";
import { registryExport } from "./registryExport.ts";

const folder = mkdtempSync(join(tmpdir(), "trialflow-scale-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const output = join(folder, "output.csv");

const scale = async (text: string | Buffer, times: number): Promise<string> => {
  const input = join(folder, "input.csv");
  writeFileSync(input, text);
  await scaleCsv({ input, output, times });
  return readFileSync(output, "utf8");
};

const identity = new Set(["Rank", "NCT Number", "URL", "Study Documents"]);

/** Checks a scaled file against its input with an independent reader. */
const expectScaled = async (scaled: string, input: string, times: number): Promise<void> => {
  const [rows, originals] = [await parseRows(scaled), await parseRows(input)];
  expect(scaled.startsWith(input)).toBe(true);
  expect(rows).toHaveLength(originals.length * times);
  expect(new Set(rows.map((row) => row["NCT Number"])).size).toBe(rows.length);
  let position = 0;
  for (const row of rows) {
    const original = originals[position % originals.length];
    position += 1;
    if (row.Rank !== String(position)) expect(row.Rank).toBe(String(position));
    if (!/^NCT\d{8}$/.test(row["NCT Number"])) expect(row["NCT Number"]).toMatch(/^NCT\d{8}$/);
    if (row.URL !== `https://ClinicalTrials.gov/show/${row["NCT Number"]}`)
      expect(row.URL).toContain(row["NCT Number"]);
    if (row["Study Documents"] !== "")
      expect(row["Study Documents"]).toContain(`/${row["NCT Number"].slice(-2)}/${row["NCT Number"]}/`);
    const changed = columns.filter((column) => !identity.has(column) && row[column] !== original?.[column]);
    if (changed.length > 0) expect(changed).toEqual([]);
  }
};

test("the sample multiplied keeps its first copy byte for byte and gives every further record its own identity", async () => {
  const input = readFileSync(bundledSamplePath, "utf8");
  await expectScaled(await scale(input, 4), input, 4);
});

test("a real export multiplied does the same", async () => {
  const input = registryExport();
  if (input === undefined) return;
  await expectScaled(await scale(input, 3), input, 3);
});

test("the same input gives the same bytes, and once is a plain copy", async () => {
  const input = readFileSync(bundledSamplePath);
  expect(await scale(input, 2)).toBe(await scale(input, 2));
  expect(await scale(input, 1)).toBe(input.toString("utf8"));
});

test("numbers that the input uses already are not given again", async () => {
  const scaled = await scale('"NCT Number"\n"NCT10000000"\n"NCT10000002"\n', 2);
  expect(scaled.split("\n")).toEqual([
    '"NCT Number"',
    '"NCT10000000"',
    '"NCT10000002"',
    '"NCT10000001"',
    '"NCT10000003"',
    "",
  ]);
});

test("line breaks in cells, CRLF, a byte order mark and a missing last line end are handled", async () => {
  const header = "\uFEFFNCT Number,Study Title,Study URL\r\n";
  const record = 'NCT00000001,"two\nlines, ""quoted""",https://clinicaltrials.gov/study/NCT00000001';
  const further = record.replaceAll("NCT00000001", "NCT10000000");
  expect(await scale(header + record, 2)).toBe(`${header}${record}\r\n${further}\r\n`);
});

test("bytes that are no UTF-8 go through unharmed", async () => {
  await scale(Buffer.from("NCT Number,Title\nNCT00000001,caf\xe9\n", "latin1"), 2);
  expect(readFileSync(output, "latin1")).toBe("NCT Number,Title\nNCT00000001,caf\xe9\nNCT10000000,caf\xe9\n");
});

test("an NCT number of another trial in a text stays", async () => {
  const scaled = await scale(
    'NCT Number,Title,URL\nNCT00000001,"Follow-up of NCT00000001 and NCT00000002",x/NCT00000001\n',
    2,
  );
  expect(scaled.split("\n")[2]).toBe('NCT10000000,"Follow-up of NCT00000001 and NCT00000002",x/NCT10000000');
});

test("a file that is no export is refused with what was found", async () => {
  await expect(scale("a,b\n1,2\n", 2)).rejects.toThrow('no column "NCT Number", found a, b');
  await expect(scale("NCT Number\nNCT123\n", 2)).rejects.toThrow('has the NCT number "NCT123"');
  await expect(scale("", 2)).rejects.toThrow("is empty");
});

test("writing over the input is refused before a byte is lost", async () => {
  const input = join(folder, "same.csv");
  writeFileSync(input, "NCT Number\nNCT00000001\n");
  await expect(scaleCsv({ input, output: input, times: 2 })).rejects.toThrow("input and output at once");
  expect(readFileSync(input, "utf8")).toBe("NCT Number\nNCT00000001\n");
});
