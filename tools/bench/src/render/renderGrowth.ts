import type { BenchResult, Quantity } from "../result/BenchResult.ts";
import { findSummary, jobsOf } from "../result/findSummary.ts";
import { alignColumns } from "./alignColumns.ts";

const columns: ReadonlyArray<readonly [heading: string, quantity: Quantity]> = [
  ["seconds", "wallMs"],
  ["inside", "insideMs"],
  ["Node", "nodePeakBytes"],
  ["PG", "serverPeakBytes"],
  ["base", "databaseBytes"],
  ["WAL", "walBytes"],
];

const renderTables = (small: BenchResult, large: BenchResult, factor: number): ReadonlyArray<string> => {
  if (small.published === null || large.published === null) return [];
  const rows = Object.entries(large.published).map(([table, count]) => ({
    table,
    count,
    before: small.published?.[table] ?? 0,
  }));
  const grown = rows.filter(({ before, count }) => count === before * factor && before > 0);
  const others = rows
    .filter((row) => !grown.includes(row))
    .map(({ before, count, table }) => `${table} ${before} -> ${count}`);
  return [
    `exactly ${factor} times the rows: ${grown.map(({ table }) => table).join(", ") || "no table"}`,
    `others: ${others.join(", ") || "none"}`,
  ];
};

/** Writes by which factor time, memory and sizes grow from one size to a larger one, and which published tables grow just as much. */
export const renderGrowth = (small: BenchResult, large: BenchResult): string => {
  const factor = large.subject.times / small.subject.times;
  const rows = jobsOf(large).flatMap((job) => {
    const cells = columns.map(([, quantity]) => {
      const [from, to] = [findSummary(small, job, quantity), findSummary(large, job, quantity)];
      return from === null || to === null || from.median === 0 ? "" : (to.median / from.median).toFixed(2);
    });
    return cells.some((cell) => cell !== "") ? [[job, ...cells]] : [];
  });
  return [
    `Growth from x ${small.subject.times} to x ${large.subject.times}, as factors (the rows: ${factor}):`,
    alignColumns([["job", ...columns.map(([heading]) => heading)], ...rows]),
    ...renderTables(small, large, factor),
  ].join("\n");
};
