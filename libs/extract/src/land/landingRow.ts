import type { CopyValue } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import type { RowBatchItem } from "../read/RowBatchItem.ts";
import { landing } from "./landing.ts";
import { nctNumberOfText } from "./nctNumber.ts";
import type { RowJudge } from "./RowJudge.ts";
import { rowHash } from "./rowHash.ts";

const { _record_id, _row_number, _line_number, _row_hash, disposition, is_repeated } = landing;
const { reject_reason, reject_detail, raw_text, raw_bytes, is_raw_text_complete } = landing;

/** What a landed row says beside its cells, in the order in which every lane writes it. */
export const headColumns: ReadonlyArray<string> = [
  ...[_record_id, _row_number, _line_number, _row_hash, disposition, is_repeated],
  ...[reject_reason, reject_detail, raw_text, raw_bytes, is_raw_text_complete],
].map(({ name }) => name);

/** The columns of the landing table that are copied, in the order of {@link landingRow}. */
export const landingColumns: ReadonlyArray<string> = [...headColumns, ...ctgovLegacyCsv.columnNames];

/** Stands for the hash of a row that has none. */
export const noHash = "\\x";

export const nctNumberPlace = ctgovLegacyCsv.columnNames.indexOf("nct_number");

/** Places of the cells that land of a known row, too. */
export const keptPlaces: ReadonlyArray<number> = [ctgovLegacyCsv.columnNames.indexOf("rank"), nctNumberPlace];

/** Writes what the reader found as a row of the landing table. If it brings a new version, that gets the number `firstId` plus the row's. */
export const landingRow = (item: RowBatchItem, firstId: number, judge: RowJudge): ReadonlyArray<CopyValue> => {
  const place = [item.rowNumber, item.lineNumber];
  const ownId = firstId + item.rowNumber;
  if (item.kind === "reject") {
    const { reason, detail, rawText, rawBytes = null, isRawTextComplete } = item;
    const nothing = ctgovLegacyCsv.columnNames.map(() => null);
    return [
      ownId,
      ...place,
      noHash,
      "rejected",
      false,
      reason,
      detail,
      rawText,
      rawBytes,
      isRawTextComplete,
      ...nothing,
    ];
  }
  const hash = rowHash(item.cells);
  const { knownId, disposition, isRepeated } = judge.judge(hash, nctNumberOfText(item.cells[nctNumberPlace] ?? null));
  const isKnown = knownId !== undefined;
  const cells = isKnown ? item.cells.map((cell, at) => (keptPlaces.includes(at) ? cell : null)) : item.cells;
  return [knownId ?? ownId, ...place, `\\x${hash}`, disposition, isRepeated, null, null, null, null, null, ...cells];
};
