import type { BenchResult, Quantity } from "../result/BenchResult.ts";
import { findSummary } from "../result/findSummary.ts";
import { formatChange, formatQuantity } from "./formatQuantity.ts";

/** Lists how the conditions of two results differ; figures of different conditions say nothing about a change. */
export const differences = (result: BenchResult, previous: BenchResult): ReadonlyArray<string> =>
  (["subject", "machine"] as const).flatMap((part) =>
    Object.entries(result[part])
      .map(([name, value]) => [name, value, Object.entries(previous[part]).find(([key]) => key === name)?.[1]] as const)
      .filter(([, value, before]) => value !== before)
      .map(([name, value, before]) => `${part} ${name}: ${before} before, ${value} now`),
  );

/** Quantities other than time, as the list of changes calls them. */
const names: Partial<Readonly<Record<Quantity, string>>> = {
  nodePeakBytes: "MB of Node.js at most",
  serverPeakBytes: "MB of PostgreSQL at most",
  databaseBytes: "MB of database",
  walBytes: "MB of write-ahead log",
  ratio: "times",
};

/** From which share on a change of memory or size is told. */
const notable = 0.05;

/** Lists what else than time differs from an earlier result, and why the two may not be comparable. */
export const renderDifferences = (result: BenchResult, previous: BenchResult): string => {
  const changes = result.measures.flatMap(({ job, quantity }) => {
    const name = names[quantity];
    const [now, before] = [findSummary(result, job, quantity), findSummary(previous, job, quantity)];
    if (name === undefined || now === null || before === null) return [];
    if (Math.abs(now.median - before.median) <= notable * before.median) return [];
    const [was, is] = [before, now].map(({ median }) => formatQuantity(median, quantity));
    return [`  ${job}: ${was} -> ${is} ${name} (${formatChange(now.median, before.median)})`];
  });
  const warnings = differences(result, previous).map((found) => `Not comparable: ${found}`);
  const told = changes.length === 0 ? [] : [`Other changes since ${previous.measuredAt}:`, ...changes];
  return [...told, ...warnings].join("\n");
};
