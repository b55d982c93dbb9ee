import type { Fire } from "@trialflow/operations";
import { cutToWidth } from "./displayWidth.ts";
import { formatDuration } from "./formatDuration.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

/** Says how long a thing took that began and ended; empty for one that has not. */
export const timeTaken = (startedAt: Date | null | undefined, finishedAt: Date | null | undefined): string =>
  startedAt && finishedAt ? formatDuration(finishedAt.getTime() - startedAt.getTime()) : "";

/** Renders fires of one schedule, a line each. */
export const renderFires = (fires: ReadonlyArray<Fire>): ReadonlyArray<string> =>
  fires.length === 0
    ? []
    : renderTable(
        [
          { heading: "fire" },
          { heading: "for" },
          { heading: "kind" },
          { heading: "status" },
          { heading: "time", isRight: true },
          { heading: "" },
        ],
        fires.map(({ fireId, scheduledAt, kind, status, startedAt, finishedAt, reason }) => [
          fireId.slice(0, 8),
          formatMoment(scheduledAt),
          kind.replace("_", " "),
          status.replace("_", " "),
          timeTaken(startedAt, finishedAt),
          cutToWidth(printable(reason ?? ""), 80),
        ]),
      );
