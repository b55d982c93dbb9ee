import type { BenchResult, Quantity } from "../result/BenchResult.ts";
import { findSummary, jobsOf } from "../result/findSummary.ts";
import { alignColumns } from "./alignColumns.ts";
import { formatChange, formatQuantity } from "./formatQuantity.ts";
import { renderDifferences } from "./renderDifferences.ts";

const quantityColumns: ReadonlyArray<readonly [heading: string, quantity: Quantity]> = [
  ["inside s", "insideMs"],
  ["rows/s", "rowsPerSecond"],
  ["MB/s", "bytesPerSecond"],
  ["CPU s", "nodeMs"],
  ["Node MB", "nodePeakBytes"],
  ["PG MB", "serverPeakBytes"],
  ["base MB", "databaseBytes"],
  ["WAL MB", "walBytes"],
];

const headings = ["job", "seconds", "least", "most", ...quantityColumns.map(([heading]) => heading)];

const isMeasured = (result: BenchResult, job: string, quantity: Quantity): boolean =>
  result.measures.some((measure) => measure.job === job && measure.quantity === quantity);

const cellsOf = (result: BenchResult, job: string, previous: BenchResult | null): ReadonlyArray<string> => {
  const wall = findSummary(result, job, "wallMs");
  const times =
    wall === null
      ? [isMeasured(result, job, "wallMs") ? "?" : "", "", ""]
      : [wall.median, wall.min, wall.max].map((ms) => formatQuantity(ms, "wallMs"));
  const others = quantityColumns.map(([, quantity]) => {
    const median = findSummary(result, job, quantity)?.median;
    // Of what was to be measured and could not be, the table says so.
    if (median === undefined) return isMeasured(result, job, quantity) ? "?" : "";
    return formatQuantity(median, quantity);
  });
  if (previous === null) return [job, ...times, ...others];
  const quantity = wall === null ? "insideMs" : "wallMs";
  const [now, before] = [findSummary(result, job, quantity), findSummary(previous, job, quantity)];
  if (now === null || before === null) return [job, ...times, ...others];
  return [job, ...times, ...others, formatQuantity(before.median, quantity), formatChange(now.median, before.median)];
};

const renderRatios = (result: BenchResult): ReadonlyArray<string> =>
  jobsOf(result).flatMap((job) => {
    const ratio = findSummary(result, job, "ratio");
    if (ratio === null) return [];
    const [median, min, max] = [ratio.median, ratio.min, ratio.max].map((value) => formatQuantity(value, "ratio"));
    return [`${job}: ${median} (${min} to ${max})`];
  });

const renderHead = ({ copier, loadBefore, machine, measures, subject }: BenchResult): string =>
  [
    `${subject.file} x ${subject.times}: ${subject.rows} trials, ${formatQuantity(subject.bytes, "databaseBytes")} MB; ${measures[0]?.values.length ?? 0} rounds, medians; COPY by ${copier}`,
    `${machine.processor}, ${machine.processorCount} processors, ${Math.round(machine.memoryBytes / 2 ** 30)} GB; Node.js ${machine.node}, PostgreSQL ${machine.postgres}; load before ${loadBefore.toFixed(1)}`,
  ].join("\n");

/** Writes a result as a table, a job a line, with the medians of an earlier one beside it if there is one. */
export const renderResult = (result: BenchResult, previous: BenchResult | null): string => {
  const jobs = jobsOf(result).filter((job) => !isMeasured(result, job, "ratio"));
  const table = alignColumns([
    previous === null ? headings : [...headings, "before", "change"],
    ...jobs.map((job) => cellsOf(result, job, previous)),
  ]);
  const paragraphs = [
    renderHead(result),
    table,
    renderRatios(result).join("\n"),
    previous === null ? "" : renderDifferences(result, previous),
  ];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
};
