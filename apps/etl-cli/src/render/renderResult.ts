import type { SqlResult } from "@trialflow/pipeline";
import { cutToWidth } from "./displayWidth.ts";
import { formatRows } from "./formatCount.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

/** Cells of a table are cut at this width; csv and json are complete. */
const widestCell = 60;

/** Renders a value as text; null where there is none. */
export const valueText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

const isNumber = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

/** Renders the rows of a statement as an aligned table for people: numbers right, null as `∅`, control characters as escapes. */
export const renderTableResult = ({ columns, rows }: SqlResult): string => {
  const lines = renderTable(
    columns.map((name, index) => ({
      heading: printable(name),
      isRight: rows.every((row) => row[index] === null || isNumber(row[index])),
    })),
    rows.map((row) =>
      columns.map((_, index) => {
        const text = valueText(row[index]);
        return text === null ? "∅" : cutToWidth(printable(text), widestCell);
      }),
    ),
  );
  return [...lines, `(${formatRows(rows.length)})`].join("\n");
};

const quoteCell = (value: unknown): string => {
  const text = valueText(value);
  if (text === null) return "";
  // An empty text is told apart from null by its quotes, as PostgreSQL's COPY does.
  return text === "" || /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Renders the rows of a statement as CSV (RFC 4180, lines end with a line feed), headings first; null is empty, an empty text `""`. */
export const renderCsvResult = ({ columns, rows }: SqlResult): string =>
  [columns, ...rows].map((cells) => cells.map(quoteCell).join(",")).join("\n");

const uniqueNames = (columns: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = new Map<string, number>();
  return columns.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
};

const jsonValue = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

/** Renders the rows of a statement as a JSON array of objects; a repeated column name gets a number. */
export const renderJsonResult = ({ columns, rows }: SqlResult): string => {
  const names = uniqueNames(columns);
  const cell = (value: unknown) => (value instanceof Uint8Array ? valueText(value) : (value ?? null));
  const objects = rows.map((row) => Object.fromEntries(names.map((name, index) => [name, cell(row[index])])));
  return objects.length === 0
    ? "[]"
    : `[\n${objects.map((object) => `  ${JSON.stringify(object, jsonValue)}`).join(",\n")}\n]`;
};
