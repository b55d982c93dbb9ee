import type { ChangeRange, SnapshotRange } from "@trialflow/pipeline";

/** Says in sentences what is missing for a comparison of two days; nothing where each of them has its snapshot. */
export const snapshotNotes = (
  { from, to }: Pick<ChangeRange, "from" | "to">,
  { count, first, last, before, after, within }: SnapshotRange,
): ReadonlyArray<string> => {
  if (first === null || last === null) return ["Nothing is published yet. Load a snapshot first: trialflow run"];
  const all =
    count === 1 ? `The only snapshot is of ${first}.` : `There are ${count} snapshots, from ${first} to ${last}.`;
  if (within.length === 0) {
    const neighbours = [
      ...(before === null ? [] : [`the last one before is of ${before}`]),
      ...(after === null ? [] : [`the next one is of ${after}`]),
    ];
    return [`No snapshot lies after ${from} up to ${to}, so no change is known: ${neighbours.join(", ")}. ${all}`];
  }
  if (before !== null) return [];
  return [`No snapshot is of ${from} or before: every trial of the first one, of ${first}, counts as appeared. ${all}`];
};
