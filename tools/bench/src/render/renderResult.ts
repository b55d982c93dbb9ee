import type { BenchResult, Measure } from "../result/BenchResult.ts";
import { summarise } from "../result/summarise.ts";
import { formatQuantity } from "./formatQuantity.ts";

const headings = ["measure", "median", "least", "most"];

const changeOf = (median: number, before: number): string =>
  before === 0 ? "" : `${median >= before ? "+" : "-"}${Math.abs((median / before - 1) * 100).toFixed(1)} %`;

const cellsOf = ({ name, unit, values }: Measure, previous: BenchResult | null): ReadonlyArray<string> => {
  const summary = summarise(values);
  if (summary === null) return [name, "not measured"];
  const { max, median, min } = summary;
  const cells = [name, ...[median, min, max].map((value) => formatQuantity(value, unit))];
  const before = summarise(previous?.measures.find((measure) => measure.name === name)?.values ?? []);
  return before === null ? cells : [...cells, formatQuantity(before.median, unit), changeOf(median, before.median)];
};

const align = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
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

/** Lists how the conditions of two results differ; figures of different conditions say nothing about a change. */
export const differences = (result: BenchResult, previous: BenchResult): ReadonlyArray<string> =>
  (["subject", "machine"] as const).flatMap((part) =>
    Object.entries(result[part])
      .map(([name, value]) => [name, value, Object.entries(previous[part]).find(([key]) => key === name)?.[1]] as const)
      .filter(([, value, before]) => value !== before)
      .map(([name, value, before]) => `${part} ${name}: ${before} before, ${value} now`),
  );

/** Writes a result as a table, with the medians of an earlier one beside it if there is one. */
export const renderResult = (result: BenchResult, previous: BenchResult | null): string => {
  const { machine, subject } = result;
  const [measure] = result.measures;
  const head = `${subject.file}${subject.times === 1 ? "" : ` x ${subject.times}`}: ${subject.rows} rows, ${formatQuantity(subject.bytes, "bytes")}; ${measure?.values.length ?? 0} rounds
${machine.processor}, ${machine.processorCount} processors, ${Math.round(machine.memoryBytes / 2 ** 30)} GB; Node.js ${machine.node}, PostgreSQL ${machine.postgres}; load before ${result.loadBefore.toFixed(1)}`;
  const table = align([
    previous === null ? headings : [...headings, "before", "change"],
    ...result.measures.map((found) => cellsOf(found, previous)),
  ]);
  const warnings = previous === null ? [] : differences(result, previous).map((found) => `Not comparable: ${found}`);
  return [head, table, ...(warnings.length === 0 ? [] : [warnings.join("\n")])].join("\n\n");
};
