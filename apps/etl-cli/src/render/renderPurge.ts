import type { PurgeDocument } from "../document/PurgeDocument.ts";
import { formatBytes } from "./formatBytes.ts";
import { formatCount } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

const subjects: Readonly<Record<string, string>> = {
  engineMessages: "finished turns of schedulers",
  fires: "fires that are over",
  alerts: "alerts that are over",
  checkFailures: "samples of failed checks",
  archive: "archived files",
};

type Outcome = PurgeDocument["outcomes"][number];

const removedText = ({ removed }: Outcome): string =>
  Object.entries(removed)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => (name === "bytes" ? formatBytes(count) : `${formatCount(count)} ${name}`))
    .join(", ") || "nothing";

const keptLines = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<string> =>
  outcomes.flatMap(({ kept }) => kept.map(({ path, reason }) => printable(`${path}: ${reason}`)));

/** Renders what a purge removed, or would remove, for people. */
export const renderPurge = ({ status, outcomes, neverRemoved }: PurgeDocument): string => {
  const isDry = status === "would_purge";
  return [
    isDry ? "Nothing was removed. This is what would go:" : "This went, each batch with its entry in the audit log:",
    ...section(
      "By the retention policy",
      renderTable(
        [{ heading: "what" }, { heading: "kept for" }, { heading: "before" }, { heading: isDry ? "would go" : "went" }],
        outcomes.map((outcome) => [
          subjects[outcome.subject] ?? outcome.subject,
          outcome.retention ?? "ever",
          outcome.before === null ? "" : formatMoment(outcome.before),
          outcome.retention === null ? "" : removedText(outcome),
        ]),
      ),
    ),
    ...section("Old enough, and kept", keptLines(outcomes)),
    ...section(
      "Never removed",
      neverRemoved.flatMap(({ tables, rows, sizeBytes, reason }) => [
        `${tables.join(", ")}: about ${formatCount(rows)} rows, ${formatBytes(sizeBytes)}`,
        `  ${reason}`,
      ]),
    ),
  ].join("\n");
};
