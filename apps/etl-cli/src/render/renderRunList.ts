import type { LedgerEntry } from "@trialflow/operations";
import { cutToWidth } from "./displayWidth.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { timeTaken } from "./renderFires.ts";
import { renderTable } from "./renderTable.ts";

const cells = ({ fire, run }: LedgerEntry): ReadonlyArray<string> => {
  const moment = fire?.startedAt ?? fire?.createdAt ?? run?.startedAt;
  const [from, to] = fire === null ? [run?.startedAt, run?.finishedAt] : [fire.startedAt, fire.finishedAt];
  return [
    (fire?.fireId ?? run?.runId ?? "").slice(0, 8),
    moment === undefined ? "" : formatMoment(moment),
    fire === null ? `command ${printable(run?.program ?? "")}` : `${fire.schedule}, ${fire.kind.replace("_", " ")}`,
    fire === null ? "" : formatMoment(fire.scheduledAt),
    (fire?.status ?? run?.status ?? "").replace("_", " "),
    timeTaken(from, to),
    cutToWidth(printable(fire?.reason ?? run?.error ?? ""), 80),
  ];
};

/** Renders fires and runs, a line each, the newest first. */
export const renderRunList = (entries: ReadonlyArray<LedgerEntry>): string =>
  entries.length === 0
    ? "Nothing ran, and nothing waits."
    : renderTable(
        [
          { heading: "id" },
          { heading: "begun or queued" },
          { heading: "what" },
          { heading: "for" },
          { heading: "status" },
          { heading: "time", isRight: true },
          { heading: "" },
        ],
        entries.map(cells),
      ).join("\n");
