import { columns, type Row } from "../columns.ts";

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Writes the header line: every name quoted, closed by a line feed. */
export const renderCsvHeader = (): string => `${columns.map(quote).join(",")}\n`;

/** Writes one record as the export does: the rank bare, empty cells bare, every other cell quoted, closed by a line feed. */
export const renderCsvRecord = (row: Row): string =>
  `${columns.map((column) => (column === "Rank" || row[column] === "" ? row[column] : quote(row[column]))).join(",")}\n`;
