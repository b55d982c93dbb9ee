import type { StatusDocument } from "../document/StatusDocument.ts";
import { formatCount } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { renderWhereabouts, type Whereabouts } from "./Whereabouts.ts";

/** Says what a reset of the database destroys, before it is confirmed. */
export const renderLoss = (
  { published, publishedRows, runs }: StatusDocument,
  schemas: ReadonlyArray<string>,
  whereabouts: Whereabouts,
): string => {
  const latest = runs[0];
  return [
    `This drops the schemas ${schemas.join(", ")} with everything in them, in`,
    ...renderWhereabouts(whereabouts).map((line) => `  ${line}`),
    "Lost would be:",
    published === null
      ? "  nothing published; what is loaded and staged, if anything"
      : `  ${formatCount(publishedRows["trials"] ?? 0)} published trials, and every earlier version and change of them`,
    "  quarantine, check results, the ledger of all runs and the audit log",
    ...(latest === undefined ? [] : [`  (the latest run: ${latest.program} on ${formatMoment(latest.startedAt)})`]),
    "Views of your own that read these tables go, too. The archived files and the database roles stay.",
  ].join("\n");
};
