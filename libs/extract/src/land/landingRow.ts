import type { CopyValue } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import type { RowBatchItem } from "../read/RowBatchItem.ts";
import type { KnownVersions } from "./KnownVersions.ts";
import { landing } from "./landing.ts";
import { rowHash } from "./rowHash.ts";
import type { SeenTrials } from "./SeenTrials.ts";

const { _record_id, _row_number, _line_number, _row_hash, is_known, has_identity, is_repeated } = landing;
const { reject_reason, reject_detail, raw_text, raw_bytes, is_raw_text_complete } = landing;

/** What a landed row says beside its cells, in the order in which every lane writes it. */
export const headColumns: ReadonlyArray<string> = [
  ...[_record_id, _row_number, _line_number, _row_hash, is_known, has_identity, is_repeated],
  ...[reject_reason, reject_detail, raw_text, raw_bytes, is_raw_text_complete],
].map(({ name }) => name);

/** The columns of the landing table that are copied, in the order of {@link landingRow}. */
export const landingColumns: ReadonlyArray<string> = [...headColumns, ...ctgovLegacyCsv.columnNames];

export const nctNumberPlace = ctgovLegacyCsv.columnNames.indexOf("nct_number");

/** Places of the cells that land of a known row, too. */
export const keptPlaces: ReadonlyArray<number> = [ctgovLegacyCsv.columnNames.indexOf("rank"), nctNumberPlace];

/** What a row is compared with on its way. */
export interface LandingContext {
  readonly known: KnownVersions;
  readonly seen: SeenTrials;
  /** A new version would get this number and that of its row. */
  readonly firstId: number;
}

/** Writes what the reader found as a row of the landing table. */
export const landingRow = (item: RowBatchItem, { known, seen, firstId }: LandingContext): ReadonlyArray<CopyValue> => {
  const place = [item.rowNumber, item.lineNumber];
  const ownId = firstId + item.rowNumber;
  if (item.kind === "reject") {
    const { reason, detail, rawText, rawBytes = null, isRawTextComplete } = item;
    const nothing = ctgovLegacyCsv.columnNames.map(() => null);
    const found = [reason, detail, rawText, rawBytes, isRawTextComplete];
    return [ownId, ...place, null, false, false, false, ...found, ...nothing];
  }
  const hash = rowHash(item.cells);
  const knownId = known.find(hash);
  const isKnown = knownId !== undefined;
  const { hasIdentity, isRepeated } = seen.seeText(item.cells[nctNumberPlace] ?? null);
  const cells = isKnown ? item.cells.map((cell, at) => (keptPlaces.includes(at) ? cell : null)) : item.cells;
  const head = [knownId ?? ownId, ...place, `\\x${hash}`, isKnown, hasIdentity, isRepeated];
  return [...head, null, null, null, null, null, ...cells];
};
