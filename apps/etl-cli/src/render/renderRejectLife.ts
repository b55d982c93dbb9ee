import type { OutcomeEntry, RejectLife } from "@trialflow/pipeline";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { section } from "./section.ts";

const did = ({ outcome, because, valueText, newRejectId }: OutcomeEntry): string => {
  switch (outcome) {
    case "waived":
      return `waived: ${printable(because ?? "")}`;
    case "resolved":
      return valueText === null ? "resolved: set aside no more" : `resolved: ${printable(valueText)}`;
    case "rejected_again":
      return `rejected again, as reject ${newRejectId}`;
    case "reopened":
      return "stands again: a program with its rules read it anew";
  }
};

const outcomeLine = (outcome: OutcomeEntry): string =>
  `${formatMoment(outcome.occurredAt)}  ${did(outcome)}  (${outcome.osUser} as ${outcome.databaseRole}, rules ${outcome.ruleVersion}, run ${outcome.runId})`;

/** Renders a reject with its place, its text and what was done about it. */
export const renderRejectLife = (reject: RejectLife): string => {
  const { field, position } = reject;
  const where = field === null ? "the row as a whole" : position === null ? field : `${field}, entry ${position}`;
  return [
    `Reject ${reject.rejectId}: ${reject.reason}, ${reject.state}`,
    ...section("Place", [
      `file    ${reject.fileName} (load ${reject.loadId}), line ${reject.lineNumber}, row ${reject.rowNumber}`,
      `trial   ${reject.nctId ?? "none that could be read"}`,
      `field   ${where}`,
      `rules   ${reject.ruleVersion}, ${formatMoment(reject.rejectedAt)}`,
    ]),
    ...section("What was found", [
      printable(reject.rawText) === "" ? "nothing" : printable(reject.rawText),
      ...(reject.isRawTextComplete ? [] : ["(only its head; the archived file has the rest)"]),
    ]),
    ...section("Why it was set aside", [printable(reject.detail)]),
    ...section(
      "What was done about it",
      reject.outcomes.length === 0 ? ["nothing yet"] : reject.outcomes.map(outcomeLine),
    ),
  ].join("\n");
};
