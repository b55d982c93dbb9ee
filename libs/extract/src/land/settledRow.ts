import { ctgovLegacyCsv, rawCtgovLegacyCsvRows } from "@trialflow/schema";

const { load_id, row_number, line_number, record_id, disposition, rank } = rawCtgovLegacyCsvRows;

/** What raw has of a settled row, in the order in which every lane writes it; the rank comes after it. */
export const settledColumns: ReadonlyArray<string> = [load_id, row_number, line_number, record_id, disposition].map(
  ({ name }) => name,
);

/** The column that takes a settled row's rank, where the file has one. */
export const rankColumn: string = rank.name;

/** The place of the rank among the format's columns. */
export const rankPlace = ctgovLegacyCsv.columnNames.indexOf("rank");
