import type { CopyValue } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { getTableColumns } from "drizzle-orm";
import type { RowBatchItem } from "../read/RowBatchItem.ts";
import { landing } from "./landing.ts";

/** The columns of the landing table, in the order of {@link landingRow}. */
export const landingColumns = Object.values(getTableColumns(landing)).map((column) => column.name);

/** Writes what the reader found as a row of the landing table. */
export const landingRow = (item: RowBatchItem): ReadonlyArray<CopyValue> =>
  item.kind === "row"
    ? [item.rowNumber, item.lineNumber, null, null, null, null, null, ...item.cells]
    : [
        item.rowNumber,
        item.lineNumber,
        item.reason,
        item.detail,
        item.rawText,
        item.rawBytes ?? null,
        item.isRawTextComplete,
        ...ctgovLegacyCsv.columnNames.map(() => null),
      ];
