import type { RejectEntry, RejectList } from "@trialflow/pipeline";
import { cutToWidth } from "./displayWidth.ts";
import { formatCount } from "./formatCount.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

/** Says where in the record the reject is. */
const placeOf = ({ scope, field, position }: RejectEntry): string =>
  field === null ? scope.replace("_", " ") : position === null ? field : `${field} ${position}`;

/** Renders rejects as lines of a table, the headings first. */
export const renderRejectRows = (rejects: ReadonlyArray<RejectEntry>): ReadonlyArray<string> =>
  renderTable(
    [
      { heading: "reject", isRight: true },
      { heading: "state" },
      { heading: "trial" },
      { heading: "load", isRight: true },
      { heading: "line", isRight: true },
      { heading: "where" },
      { heading: "reason" },
      { heading: "text" },
    ],
    rejects.map((reject) => [
      String(reject.rejectId),
      reject.state,
      reject.nctId ?? "",
      String(reject.loadId),
      String(reject.lineNumber),
      placeOf(reject),
      reject.reason,
      cutToWidth(printable(reject.rawText), 50),
    ]),
  );

/** Renders a list of rejects and says how many there are beside those shown. */
export const renderRejectList = ({ total, rejects }: RejectList, state: string): string => {
  const kind = state === "all" ? "" : `${state} `;
  if (total === 0) return `There are no ${kind}rejects of this kind.`;
  const shown = rejects.length < total ? `, the first ${formatCount(rejects.length)} shown (--limit)` : "";
  return [
    ...renderRejectRows(rejects),
    `(${formatCount(total)} ${kind}${total === 1 ? "reject" : "rejects"}${shown})`,
  ].join("\n");
};
