import { hash } from "node:crypto";
import { ctgovLegacyCsv } from "@trialflow/schema";

/** Where the cells that say something about the record stand among the format's columns; a search rank does not. */
export const contentPlaces: ReadonlyArray<number> = ctgovLegacyCsv.columnNames.flatMap((name, place) =>
  ctgovLegacyCsv.columns[name].isVolatile ? [] : [place],
);

const needsQuotes = /^$|^null$|[ \t\n\r\v\f{}",\\]/i;

const element = (cell: string | null): string => {
  if (cell === null) return "NULL";
  return needsQuotes.test(cell) ? `"${cell.replace(/["\\]/g, "\\$&")}"` : cell;
};

/**
 * Computes the hash that tells versions of a record apart: the SHA-256, in hexadecimal digits, of all cells but the volatile ones
 * as PostgreSQL writes an array of them, which no cell's text can imitate: `sha256(convert_to(array[...]::text, 'UTF8'))`.
 *
 * `cells` are those of the format, in its order; null is a column that the file lacks.
 * Source   PostgreSQL manual, Arrays, "Array Input and Output Syntax"
 */
export const rowHash = (cells: ReadonlyArray<string | null>): string =>
  hash("sha256", `{${contentPlaces.map((place) => element(cells[place] ?? null)).join(",")}}`);
