/** Writes rows of cells as lines of aligned columns, the first to the left and the others to the right. */
export const alignColumns = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = rows.reduce<ReadonlyArray<number>>(
    (found, row) =>
      row.map((cell, column) => Math.max(cell.length, found[column] ?? 0)).concat(found.slice(row.length)),
    [],
  );
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0)),
    )
    .map((row) => row.join("  ").trimEnd())
    .join("\n");
};
