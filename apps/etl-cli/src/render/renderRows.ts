import type { RunReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { renderTable } from "./renderTable.ts";

/** Renders rows per table of analytics. */
export const publishedCells = (tables: Readonly<Record<string, number>>): ReadonlyArray<ReadonlyArray<string>> =>
  Object.entries(tables).map(([table, rows]) => [`analytics.${table}`, formatCount(rows)]);

/** Renders what a run wrote, layer by layer: record versions into raw, trials into staging, rows per table of analytics. */
export const renderRows = ({ loads, steps, published }: RunReport): ReadonlyArray<string> => {
  const versions = loads.reduce((sum, load) => sum + load.new + load.changed, 0);
  const transform = steps.find(({ name, status }) => name === "transform" && status === "succeeded");
  const rows = [
    ...(loads.length === 0 ? [] : [["raw (record versions added)", formatCount(versions)]]),
    ...(transform === undefined ? [] : [["staging (trials decoded)", formatCount(transform.rowsOut)]]),
    ...publishedCells(published ?? {}),
  ];
  return rows.length === 0 ? [] : renderTable([{ heading: "table" }, { heading: "rows", isRight: true }], rows);
};
