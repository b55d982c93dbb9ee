import type { RejectCount } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { renderTable } from "./renderTable.ts";

/** Renders what is in quarantine, by reason and field. */
export const renderRejects = (rejects: ReadonlyArray<RejectCount>): ReadonlyArray<string> =>
  rejects.length === 0
    ? []
    : renderTable(
        [{ heading: "reason" }, { heading: "field" }, { heading: "count", isRight: true }],
        rejects.map(({ reason, field, count }) => [reason, field ?? "whole row", formatCount(count)]),
      );
