import type { ReplayedReject, ReplayReport } from "@trialflow/pipeline";
import { cutToWidth } from "./displayWidth.ts";
import { formatCount } from "./formatCount.ts";
import { printable } from "./printable.ts";
import { renderChecks } from "./renderChecks.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

const mostShown = 50;

const gave = ({ outcome, valueText, newRejectId }: ReplayedReject): string =>
  outcome === "rejected_again" ? `rejected again, as reject ${newRejectId}` : (valueText ?? "set aside no more");

const head = (report: ReplayReport): string => {
  const { runId, isDryRun, replayed, asked, status } = report;
  if (replayed.length === 0 && report.settledAlong === 0) {
    return `Nothing changed: the rules ${report.ruleVersion} find ${formatCount(asked)} ${asked === 1 ? "reject" : "rejects"} as before.`;
  }
  const resolved = replayed.filter(({ outcome }) => outcome === "resolved").length;
  const counts = `${formatCount(resolved)} of ${formatCount(asked)} resolved, ${formatCount(replayed.length - resolved)} rejected again`;
  if (isDryRun) return `A replay by the rules ${report.ruleVersion} would give: ${counts}. Nothing was done.`;
  const fate =
    status === "gate_failed" ? "The quality gate is closed: nothing was published." : "Checked and published.";
  return `Replayed by the rules ${report.ruleVersion}: ${counts} (run ${runId}). ${fate}`;
};

const note = (count: number, text: string): ReadonlyArray<string> =>
  count === 0 ? [] : [`${formatCount(count)} ${text}`];

/** Renders what reading rejects anew gave. */
export const renderReplay = (report: ReplayReport): string => {
  const { replayed, checks, status } = report;
  return [
    head(report),
    ...section(
      "Rejects",
      replayed.length === 0
        ? []
        : renderTable(
            [
              { heading: "reject", isRight: true },
              { heading: "trial" },
              { heading: "reason" },
              { heading: "text" },
              { heading: "gives" },
            ],
            replayed
              .slice(0, mostShown)
              .map((reject) => [
                String(reject.rejectId),
                reject.nctId ?? "",
                reject.reason,
                cutToWidth(printable(reject.rawText), 40),
                cutToWidth(printable(gave(reject)), 60),
              ]),
          ),
    ),
    ...note(
      replayed.length > mostShown ? replayed.length - mostShown : 0,
      "more; `trialflow rejects list --state resolved`",
    ),
    ...note(replayed.length > 0 ? report.unchanged : 0, "as before."),
    ...note(report.settledAlong, "others settled along: staging is read by one version of the rules at a time."),
    ...note(report.notCurrent, "of content that is not the present one: kept as evidence."),
    ...note(report.incomplete, "of which only the head is kept: load a corrected file."),
    ...section("Checks", checks === null || status !== "gate_failed" ? [] : renderChecks(checks)),
  ].join("\n");
};
