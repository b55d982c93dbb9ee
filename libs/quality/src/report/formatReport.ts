import type { CheckResult, FailingRow, SuiteReport } from "./SuiteReport.ts";

/** What a formatted report leaves out. */
export interface FormatOptions {
  /** Lists only checks that did not pass; the head counts all. */
  readonly onlyBroken?: boolean;
  /** Failing rows to print per check, 3 unless given. */
  readonly sampleSize?: number;
}

const headings = ["status", "severity", "check", "table", "failed", "checked", "share", "observed"];
const alignedRight = new Set(["failed", "checked", "share", "observed"]);

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const cells = (result: CheckResult): ReadonlyArray<string> => [
  result.status,
  result.severity,
  result.name,
  result.table,
  String(result.failedCount),
  String(result.checkedCount),
  percent(result.share),
  result.observed === null ? "" : String(Number(result.observed.toPrecision(4))),
];

const pairs = (fields: FailingRow["key"]): ReadonlyArray<string> =>
  Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);

const details = (result: CheckResult, sampleSize: number): ReadonlyArray<string> => {
  if (result.status === "passed") return [];
  const shown = result.sample.slice(0, sampleSize);
  // A measure's sample explains its number; only rows can be left over.
  const rest = result.observed === null ? result.failedCount - shown.length : 0;
  return [
    `    ${result.description}`,
    ...shown.map(({ key, values }) => `      ${[...pairs(key), ...pairs(values)].join("  ")}`),
    ...(shown.length > 0 && rest > 0 ? [`      and ${rest} more`] : []),
  ];
};

/** Formats a report as a plain text table, the failing rows' keys and values below each broken check. */
export const formatReport = (report: SuiteReport, options: FormatOptions = {}): string => {
  const { onlyBroken = false, sampleSize = 3 } = options;
  const shown = report.results.filter((result) => !onlyBroken || result.status !== "passed");
  const rows = [headings, ...shown.map(cells)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: ReadonlyArray<string>) =>
    row
      .map((cell, column) =>
        alignedRight.has(headings[column] ?? "")
          ? cell.padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const countOf = (status: string) => report.results.filter((result) => result.status === status).length;
  const head = `${report.suite} ${report.suiteVersion}: ${report.verdict} (${countOf("passed")} passed, ${countOf("warned")} warned, ${countOf("failed")} failed, ${report.durationMs} ms)`;
  const table = shown.flatMap((result) => [line(cells(result)), ...details(result, sampleSize)]);
  return shown.length === 0 ? head : [head, "", line(headings), ...table].join("\n");
};
