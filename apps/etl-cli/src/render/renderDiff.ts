import type { ChangeRange, ChangesBetween } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { renderChange } from "./renderHistory.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

/** As many changes as a reader takes in; `--json` has all. */
const shownChanges = 40;

/** Renders what changed between two days: how many trials, which fields, and the first changes one by one. */
export const renderDiff = (
  range: ChangeRange,
  { events, fields, changes }: ChangesBetween,
  notes: ReadonlyArray<string>,
): string => {
  const shown = changes.slice(0, shownChanges);
  const rest = changes.length - shown.length;
  return [
    `After ${range.from} up to ${range.to}: ${formatCount(events.appeared)} trials appeared, ${formatCount(events.changed)} changed, ${formatCount(events.vanished)} vanished, ${formatCount(events.returned)} returned.`,
    ...notes.map((note) => `!! ${note}`),
    ...section(
      range.field === null ? "Changes by field" : `Changes of ${range.field}`,
      fields.length === 0
        ? ["none"]
        : renderTable(
            [{ heading: "field" }, { heading: "changes", isRight: true }],
            fields.map(({ field, count }) => [field, formatCount(count)]),
          ),
    ),
    ...section(
      "Changes",
      shown.map(
        (change) => `${change.snapshotAt.toISOString().slice(0, 10)}  ${change.nctId}  ${renderChange(change)}`,
      ),
    ),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more; --field narrows them, --json has all`] : []),
  ].join("\n");
};
