import type { LoadReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

const countNames = ["read", "new", "changed", "unchanged", "duplicate", "rejected"] as const;

const remarks: Readonly<Record<LoadReport["status"], string>> = {
  loaded: "",
  unchanged: "nothing new",
  superseded: "known, a newer file is current",
  passed_over: "known, never published, a newer file is current",
  reactivated: "known, current again",
};

/** Renders the files of a run with what became of their rows. */
export const renderLoads = (loads: ReadonlyArray<LoadReport>): ReadonlyArray<string> =>
  loads.length === 0
    ? []
    : renderTable(
        [
          { heading: "file" },
          ...countNames.map((name) => ({ heading: name, isRight: true })),
          { heading: "vanished", isRight: true },
          { heading: "" },
        ],
        loads.map((load) => [
          printable(load.file),
          ...countNames.map((name) => formatCount(load[name])),
          formatCount(load.vanished),
          remarks[load.status],
        ]),
      );
