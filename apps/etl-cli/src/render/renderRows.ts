import type { RunReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { renderTable } from "./renderTable.ts";

/** Renders rows per table of analytics. */
export const publishedCells = (tables: Readonly<Record<string, number>>): ReadonlyArray<ReadonlyArray<string>> =>
  Object.entries(tables).map(([table, rows]) => [`analytics.${table}`, formatCount(rows)]);

/** Renders what a run wrote, layer by layer: record versions into raw and decoded into staging, both over all files, rows per table of analytics. */
export const renderRows = ({ loads, steps, published }: RunReport): ReadonlyArray<string> => {
  const versions = loads.reduce((sum, load) => sum + load.new + load.changed, 0);
  // One transform per file: each decodes what its file brought.
  const transforms = steps.filter(({ name, status }) => name === "transform" && status === "succeeded");
  const decoded = transforms.reduce((sum, { rowsOut }) => sum + rowsOut, 0);
  const rows = [
    ...(loads.length === 0 ? [] : [["raw (record versions added)", formatCount(versions)]]),
    ...(transforms.length === 0 ? [] : [["staging (record versions decoded)", formatCount(decoded)]]),
    ...publishedCells(published ?? {}),
  ];
  return rows.length === 0 ? [] : renderTable([{ heading: "table" }, { heading: "rows", isRight: true }], rows);
};
