import { displayWidth } from "./displayWidth.ts";

/** A column of a table: its heading and the side on which its cells stand. */
export interface Column {
  readonly heading: string;
  readonly isRight?: boolean;
}

const pad = (text: string, width: number, isRight: boolean): string => {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return isRight ? space + text : text + space;
};

/** Renders rows of cells as aligned lines, the headings first. Cells must be single lines. */
export const renderTable = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): ReadonlyArray<string> => {
  const lines = columns.some(({ heading }) => heading !== "") ? [columns.map(({ heading }) => heading), ...rows] : rows;
  const widths = columns.map((_, index) =>
    lines.reduce((widest, cells) => Math.max(widest, displayWidth(cells[index] ?? "")), 0),
  );
  return lines.map((cells) =>
    columns
      .map(({ isRight }, index) => pad(cells[index] ?? "", widths[index] ?? 0, isRight ?? false))
      .join("  ")
      .trimEnd(),
  );
};
