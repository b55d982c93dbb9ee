import type { CopyValue } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import type { RawFileRow, RejectedRow, RowBatchItem } from "../read/RowBatchItem.ts";
import { landing } from "./landing.ts";
import { nctNumberOfText } from "./nctNumber.ts";
import type { Judgement, RowJudge } from "./RowJudge.ts";
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

const noCells = ctgovLegacyCsv.columnNames.map(() => null);

/** What the reader found, and what a row of cells was judged to be. */
export type JudgedItem =
  | { readonly item: RejectedRow; readonly judgement: null }
  | { readonly item: RawFileRow; readonly judgement: Judgement; readonly hash: string };

/** Judges what the reader found. */
export const judgeItem = (item: RowBatchItem, judge: RowJudge): JudgedItem => {
  if (item.kind === "reject") return { item, judgement: null };
  const hash = rowHash(item.cells);
  const judgement = judge.judge(hash, nctNumberOfText(item.cells[nctNumberPlace] ?? null));
  return { item, judgement, hash };
};

/** Writes what the reader found as a row of the landing table. If it brings a new version, that gets the number `firstId` plus the row's. */
export const landingRow = (judged: JudgedItem, firstId: number): ReadonlyArray<CopyValue> => {
  const { rowNumber, lineNumber } = judged.item;
  const ownId = firstId + rowNumber;
  if (judged.judgement === null) {
    const { reason, detail, rawText, rawBytes = null, isRawTextComplete } = judged.item;
    const found = [reason, detail, rawText, rawBytes, isRawTextComplete];
    return [ownId, rowNumber, lineNumber, noHash, "rejected", false, ...found, ...noCells];
  }
  const { knownId, disposition, isRepeated } = judged.judgement;
  const head = [knownId ?? ownId, rowNumber, lineNumber, `\\x${judged.hash}`, disposition, isRepeated];
  return [...head, null, null, null, null, null, ...judged.item.cells];
};
