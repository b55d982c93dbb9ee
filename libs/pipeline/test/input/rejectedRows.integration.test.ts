import { beforeAll, describe, expect, test } from "vitest";
import {
  createGoodWarehouse,
  expectQuarantine,
  type GoodWarehouse,
  rowCount,
  type SpoiltFile,
  spoiltLine,
  spoiltNumber,
} from "../support/expectQuarantine.ts";
import { type Cells, csv, line, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask } from "../support/warehouse.ts";

let warehouse: GoodWarehouse;
beforeAll(async () => {
  warehouse = await createGoodWarehouse();
});

const good = trials(rowCount);
const spoilt = line(trial(spoiltNumber));
const withRow = (row: string | Cells): string => csv(good.with(spoiltNumber - 1, row as Cells));
const withoutLastCell = spoilt.slice(0, spoilt.lastIndexOf(","));
const withoutLastQuote = spoilt.slice(0, -1);
const huge = line(trial(spoiltNumber, { title: "x".repeat(50_000_000) }));

/** A row with a byte in its title that no text can hold. */
const [beforeByte = "", afterByte = ""] = line(trial(spoiltNumber, { title: "Caf\u0001 trial" })).split("\u0001");
const rowWith = (byte: number) => Buffer.concat([Buffer.from(beforeByte), Buffer.of(byte), Buffer.from(afterByte)]);
const fileWith = (byte: number) => {
  const [before = "", after = ""] = withRow("\u0001").split("\u0001");
  return Buffer.concat([Buffer.from(before), rowWith(byte), Buffer.from(after)]);
};

describe("a row is set aside with its place and its text, and the others are published, for", () => {
  test.each<SpoiltFile & { readonly title: string }>([
    {
      title: "too few cells",
      content: withRow(withoutLastCell),
      rejects: [{ reason_code: "too_few_cells", detail: "found 26 cells, expected 27", raw_text: withoutLastCell }],
    },
    {
      title: "too many cells",
      content: withRow(`${spoilt},"one","more"`),
      rejects: [
        { reason_code: "too_many_cells", detail: "found 29 cells, expected 27", raw_text: `${spoilt},"one","more"` },
      ],
    },
    {
      title: "a quote that is not closed, in the middle of the file",
      content: withRow(withoutLastQuote),
      rejects: [
        {
          reason_code: "unterminated_quote",
          detail:
            "found a quote that is open at the end of the line and collides with a quote on a later line, expected its closing quote",
          raw_text: withoutLastQuote,
        },
      ],
    },
    {
      title: "a quote that is not closed, at the end of the file",
      content: csv(good.with(-1, line(trial(rowCount)).slice(0, -1) as unknown as Cells)),
      rejects: [
        {
          row_number: rowCount,
          line_number: rowCount + 1,
          reason_code: "unterminated_quote",
          detail:
            "found a quote that is open at the end of the line and up to the end of the file, expected its closing quote",
          raw_text: line(trial(rowCount)).slice(0, -1),
        },
      ],
    },
    {
      title: "a quote inside a cell",
      content: withRow(spoilt.replace('"NCT', 'N"NCT')),
      rejects: [
        {
          reason_code: "stray_quote",
          detail: "found a quote inside cell 2, expected quotes around a whole cell only, and doubled within it",
          raw_text: spoilt.replace('"NCT', 'N"NCT'),
        },
      ],
    },
    {
      title: "a cell of 50 MB, of which the head is kept",
      content: withRow(huge),
      rejects: [
        {
          reason_code: "record_too_large",
          detail: `found ${huge.length} bytes in one record, expected at most 8388608`,
          raw_text: huge.slice(0, 65_536),
          is_raw_text_complete: false,
        },
      ],
    },
    {
      title: "bytes that are not UTF-8, which are kept",
      content: fileWith(0xe9),
      rejects: [
        {
          reason_code: "invalid_utf8",
          detail: `found 0xe9 at byte ${beforeByte.length + 1}, expected UTF-8`,
          raw_text: `${beforeByte}\ufffd${afterByte}`,
          raw_bytes: rowWith(0xe9).toString("hex"),
        },
      ],
    },
    {
      title: "a NUL byte, which is kept",
      content: fileWith(0),
      rejects: [
        {
          reason_code: "nul_byte",
          detail: `found a NUL byte at byte ${beforeByte.length + 1}, expected text`,
          raw_text: `${beforeByte}\u2400${afterByte}`,
          raw_bytes: rowWith(0).toString("hex"),
        },
      ],
    },
    {
      title: "an NCT number that is none",
      content: withRow(trial(spoiltNumber, { nct_number: "NCT123" })),
      rejects: [
        {
          scope: "record",
          reason_code: "invalid_nct_id",
          detail: 'found "NCT123" as NCT number; expected NCT and eight digits',
          raw_text: "NCT123",
        },
      ],
    },
  ])("$title", async ({ title: _, ...file }) => {
    await expectQuarantine(warehouse, { ...file, rejectedRows: 1 }, async () => {
      expect(
        await ask(warehouse.pipeline, `select row_number::int from ops.rejects where raw_text like '%${nctId(1)}%'`),
      ).toEqual([]);
    });
  });

  test("the same trial once more with other content", async () => {
    const content = csv([...good, trial(spoiltNumber, { rank: "777", title: "Another title" })]);
    const rejects = [
      {
        scope: "record",
        nct_id: nctId(spoiltNumber),
        row_number: rowCount + 1,
        line_number: rowCount + 2,
        reason_code: "conflicting_duplicate",
        detail: "an earlier row of the file has the same NCT number and other content; expected one row per trial",
        raw_text: nctId(spoiltNumber),
      },
    ];
    await expectQuarantine(warehouse, { content, read: rowCount + 1, rejectedRows: 1, rejects });
  });

  test("a trial without a title, which is set aside when it is decoded", async () => {
    const content = withRow(trial(spoiltNumber, { title: "" }));
    const rejects = [
      {
        scope: "record",
        nct_id: nctId(spoiltNumber),
        field: "title",
        reason_code: "missing_value",
        detail: "expected a text that is not empty",
      },
    ];
    await expectQuarantine(warehouse, { content, rejectedRecords: 1, rejects });
  });
});

test("the same trial once more with the same content is counted and set aside nowhere", async () => {
  // One row more changes the file's content, so it is a load of its own; the rank is no content.
  const content = csv([...good, trial(spoiltNumber, { rank: "777" })]);
  await expectQuarantine(warehouse, { content, read: rowCount + 1, duplicate: 1, rejects: [] });
});

test("the line of a bad row counts the line breaks within cells before it", async () => {
  const content = csv([
    ...trials(spoiltNumber - 1, () => ({ outcome_measures: "first\nsecond\r\nthird" })),
    withoutLastCell,
    ...good.slice(spoiltNumber),
  ]);
  const rejects = [
    {
      line_number: 1 + 3 * (spoiltNumber - 1) + 1,
      reason_code: "too_few_cells",
      detail: "found 26 cells, expected 27",
      raw_text: withoutLastCell,
    },
  ];
  expect(rejects[0]?.line_number).not.toBe(spoiltLine);
  await expectQuarantine(warehouse, { content, rejectedRows: 1, rejects });
});
