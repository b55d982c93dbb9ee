import type { StepReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { formatDuration } from "./formatDuration.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

/** Renders the steps of a run: how each ended, its rows and its time. */
export const renderSteps = (steps: ReadonlyArray<StepReport>): ReadonlyArray<string> =>
  steps.length === 0
    ? []
    : renderTable(
        [
          { heading: "step" },
          { heading: "of" },
          { heading: "result" },
          { heading: "in", isRight: true },
          { heading: "out", isRight: true },
          { heading: "rejected", isRight: true },
          { heading: "time", isRight: true },
        ],
        steps.map(({ name, subject, status, rowsIn, rowsOut, rejected, durationMs }) => [
          name,
          printable(subject),
          status.replace("_", " "),
          ...[rowsIn, rowsOut, rejected].map(formatCount),
          formatDuration(durationMs),
        ]),
      );
