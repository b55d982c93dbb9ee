import { existsSync } from "node:fs";
import { join } from "node:path";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, publishGoodFile } from "../support/expectRefusal.ts";
import { csv, header, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, registryData, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await createTestPipeline();
  await publishGoodFile(pipeline);
});

const columns = ctgovLegacyCsv.columnNames;
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");

interface Refused {
  readonly title: string;
  readonly content: string | Uint8Array;
  readonly reason: string;
  /** After the path. */
  readonly message: unknown;
}

const refused: ReadonlyArray<Refused> = [
  {
    title: "no byte",
    content: "",
    reason: "EmptyFile",
    message: " is empty (0 bytes), expected a header and at least one row. Fetch the export again.",
  },
  {
    title: "line ends alone",
    content: "\n\r\n\n",
    reason: "EmptyFile",
    message: " holds 4 bytes but no text, expected a header and at least one row. Fetch the export again.",
  },
  {
    title: "a header alone",
    content: `${header()}\n`,
    reason: "NoRows",
    message: " has a header and no row after it (1 lines in all). Fetch the export again.",
  },
  {
    title: "a picture",
    content: png,
    reason: "BinaryFile",
    message: " is a PNG image, expected text separated by commas or tabs. Unpack it or export it as CSV.",
  },
  {
    title: "a required column too few",
    content: csv(trials(3), { columns: columns.filter((name) => name !== "status") }),
    reason: "MissingRequiredColumn",
    message: expect.stringMatching(
      /^ lacks 1 column: "Status", which every file must have\. Found 26 columns: "Rank", .*\. Export again with all columns\.$/,
    ),
  },
  {
    title: "a column twice",
    content: csv(trials(3), { columns: [...columns, "status"] }),
    reason: "DuplicateColumn",
    message: ' names 1 column: "Status" more than once, expected each column once. Remove the copy and run again.',
  },
  {
    title: "a column that nobody knows",
    content: csv(trials(3)).replace('"Rank"', '"Rang"'),
    reason: "UnexpectedColumn",
    message:
      ' has 1 column: "Rang", which ClinicalTrials.gov classic export (27 columns) does not know; loading would lose what they hold. Remove them from the file or add them to the format.',
  },
  {
    title: "semicolons between its cells",
    content: csv(trials(3)).replaceAll('","', '";"'),
    reason: "UnknownDialect",
    message: expect.stringMatching(
      /separated by semicolons; save it with commas or tabs\. Found .* Expected 27 columns: "Rank"/,
    ),
  },
  {
    title: "UTF-16 without a mark",
    content: Buffer.from(csv(trials(3)), "utf16le"),
    reason: "UnsupportedEncoding",
    message:
      " is probably UTF-16LE text without a byte order mark, expected UTF-8, or UTF-16 with a byte order mark. Save it as UTF-8.",
  },
  {
    title: "UTF-16 that is cut in the middle of a character",
    content: Buffer.from(`\ufeff${csv(trials(3))}`, "utf16le").subarray(0, -1),
    reason: "InvalidEncoding",
    message:
      " begins as utf-16le but holds bytes that are not valid in it. The file is damaged or cut off: fetch it again or save it as UTF-8.",
  },
];

describe("a file is refused that has", () => {
  test.each(refused)("$title", async ({ content, reason, message }) => {
    const path = writeInput(pipeline, "refused.csv", content);
    const failure = await expectRefusal(pipeline, () => pipeline.ingest([path]));
    expect(failure).toMatchObject({ _tag: "ExtractError", reason: { _tag: reason }, isRetryable: false });
    expect(failure.message.startsWith(path), failure.message).toBe(true);
    expect(failure.message.slice(path.length)).toEqual(message);
  });
});

const real = (name: string): string => join(registryData, name);
const isThere = existsSync(registryData);
if (!isThere) console.log(`skipped: ${registryData} is not there`);

describe.skipIf(!isThere)("a real file is refused:", () => {
  test.each([
    [
      "the export that came to be empty",
      "snapshots/clinicalTrials-20220208.tsv",
      "EmptyFile",
      / is empty \(0 bytes\), expected a header/,
    ],
    [
      "the present CSV export",
      "ctgov-csv/ctg-studies.csv",
      "UnknownDialect",
      /It is the registry's present CSV export \(30 columns, since 2023\), a dialect that is not supported yet; supported is the ClinicalTrials\.gov classic export \(27 columns\), comma or tab separated\. Found 30 columns: "NCT Number", .* Expected 27 columns: "Rank", /,
    ],
    [
      "the present JSON export",
      "ctgov-api/studies.json",
      "UnknownDialect",
      /It is a JSON document; CSV is supported\. Found .* Expected 27 columns: "Rank", /,
    ],
    [
      "a record as XML",
      "ctgov-xml/NCT02513394.xml",
      "UnknownDialect",
      /It is an XML document; CSV is supported\. Found .* Expected 27 columns: "Rank", /,
    ],
  ])("%s", async (_, name, reason, message) => {
    const failure = await expectRefusal(pipeline, () => pipeline.ingest([real(name)]));
    expect(failure).toMatchObject({ _tag: "ExtractError", reason: { _tag: reason }, isRetryable: false });
    expect(failure.message.startsWith(real(name)), failure.message).toBe(true);
    expect(failure.message).toMatch(message);
  });
});
