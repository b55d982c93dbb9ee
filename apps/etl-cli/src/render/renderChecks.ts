import type { SuiteReport } from "@trialflow/quality";
import { formatCount, formatRows } from "./formatCount.ts";
import { renderTable } from "./renderTable.ts";

type Result = SuiteReport["results"][number];

const finding = ({ observed, failedCount, checkedCount }: Result): string =>
  observed === null
    ? `${formatCount(failedCount)} of ${formatRows(checkedCount)}`
    : `measured ${Number(observed.toPrecision(4))}`;

/** Renders a verdict: broken checks by name with what they found, the worst first, and how many passed. */
export const renderChecks = ({ results }: SuiteReport): ReadonlyArray<string> => {
  const having = (status: Result["status"]) => results.filter((result) => result.status === status);
  const broken = [...having("failed"), ...having("warned")];
  return [
    `${formatCount(having("passed").length)} passed, ${formatCount(having("warned").length)} warned, ${formatCount(having("failed").length)} failed`,
    ...renderTable(
      [{ heading: "" }, { heading: "" }, { heading: "" }, { heading: "" }],
      broken.map((result) => [result.status, result.name, finding(result), result.description]),
    ),
  ];
};
