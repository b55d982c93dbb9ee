import { parseString } from "fast-csv";
import type { Row } from "../src/columns.ts";

/** Parses CSV text with a reader that is not ours, so that the writer is judged by somebody else. */
export const parseRows = (text: string): Promise<ReadonlyArray<Row>> =>
  new Promise((resolve, reject) => {
    const rows: Array<Row> = [];
    parseString<Row, Row>(text, { headers: true, strictColumnHandling: true })
      .on("error", reject)
      .on("data-invalid", (row) => reject(new Error(`A record has the wrong number of fields: ${JSON.stringify(row)}`)))
      .on("data", (row) => rows.push(row))
      .on("end", () => resolve(rows));
  });

/** Splits a cell at its pipes; an empty cell has no items. */
export const items = (cell: string): ReadonlyArray<string> => (cell === "" ? [] : cell.split("|"));
