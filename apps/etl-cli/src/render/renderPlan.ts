import type { Plan } from "@trialflow/pipeline";
import type { PlannedLoad, PlanOutcome } from "@trialflow/schema";
import { formatCount, formatRows } from "./formatCount.ts";
import { printable } from "./printable.ts";
import { renderLoads } from "./renderLoads.ts";
import { renderRejects } from "./renderRejects.ts";
import { renderTable } from "./renderTable.ts";
import { renderVocabularyNews } from "./renderVocabularyNews.ts";
import { section } from "./section.ts";

/** As many trials as a reader takes in; `--json` has more. */
const mostTrials = 10;

const head = ({ plan_id, outcome }: Plan): string => {
  switch (outcome.verdict) {
    case "unchanged":
      return `Plan ${plan_id}: nothing would change, all of it is there already. Nothing was done.`;
    case "changes":
      return `Plan ${plan_id}: this is what a run would do. Nothing was done.`;
    case "gate_closed":
      return `Plan ${plan_id}: the quality gate would close, nothing of that file would be published. Nothing was done.`;
  }
};

const renderTrials = ({ events, trials }: PlannedLoad): ReadonlyArray<string> =>
  (["appeared", "changed", "vanished", "returned"] as const).flatMap((event) => {
    const [count, shown] = [events[event], trials[event].slice(0, mostTrials)];
    if (count === 0) return [];
    const more = count > shown.length ? ` and ${formatCount(count - shown.length)} more` : "";
    return [`${formatCount(count)} ${event}: ${shown.join(", ")}${more}`];
  });

const renderFields = ({ fields }: PlannedLoad): ReadonlyArray<string> =>
  fields.length === 0
    ? []
    : renderTable(
        [{ heading: "changed field" }, { heading: "trials", isRight: true }, { heading: "changes", isRight: true }],
        fields.map(({ field, trials, changes }) => [field, formatCount(trials), formatCount(changes)]),
      );

const renderChecks = ({ passedChecks, brokenChecks }: PlanOutcome): ReadonlyArray<string> =>
  passedChecks + brokenChecks.length === 0
    ? []
    : [
        `${formatCount(passedChecks)} would pass, ${formatCount(brokenChecks.length)} would not`,
        ...renderTable(
          [{ heading: "" }, { heading: "" }, { heading: "" }, { heading: "" }],
          brokenChecks
            .toSorted((a, b) => a.status.localeCompare(b.status))
            .map(({ status, name, failedCount, checkedCount, description }) => [
              status === "failed" ? "fails" : "warns",
              name,
              `${formatCount(failedCount)} of ${formatRows(checkedCount)}`,
              description,
            ]),
        ),
      ];

/** Renders a plan for people: what a run would do with each file, what the checks would say, and how to apply it. */
export const renderPlan = (plan: Plan, notes: ReadonlyArray<string>): string => {
  const { outcome, files, is_applicable, plan_id } = plan;
  return [
    head(plan),
    ...notes.map((note) => `!! ${printable(note)}`),
    ...section(
      "Files (read = new + changed + unchanged + duplicate + rejected)",
      renderLoads(
        outcome.loads.map((load, index) => ({
          ...load,
          loadId: null,
          origin: files[index]?.origin ?? "file",
          uri: files[index]?.uri ?? "",
          sha256: files[index]?.sha256 ?? "",
        })),
      ),
    ),
    ...section(
      "Behind the file at which the gate would close",
      outcome.notReached.map((name) => printable(name)),
    ),
    ...outcome.loads.flatMap((load) =>
      section(`Trials in the history: ${printable(load.file)}`, [...renderTrials(load), ...renderFields(load)]),
    ),
    ...section("Would be set aside in quarantine", renderRejects(outcome.rejects)),
    ...section("Vocabulary news (words that no vocabulary has)", renderVocabularyNews(outcome.vocabularyNews)),
    ...section("Checks", renderChecks(outcome)),
    ...section(
      "Next",
      is_applicable
        ? [`npx trialflow run --plan ${plan_id}`]
        : ["This plan cannot be applied. Correct the data at its source, then plan again."],
    ),
  ].join("\n");
};
