import type { StatusDocument } from "../document/StatusDocument.ts";
import { cutToWidth } from "./displayWidth.ts";
import { formatRows } from "./formatCount.ts";
import { formatDuration } from "./formatDuration.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderRejects } from "./renderRejects.ts";
import { publishedCells } from "./renderRows.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";
import { renderWhereabouts, type Whereabouts } from "./Whereabouts.ts";

const nothingYet = "Nothing is here yet. Begin with: npx trialflow run";

const publication = ({ published, publishedAt }: StatusDocument): string => {
  if (published === null || publishedAt === null) return "Nothing is published yet.";
  const snapshot = published.snapshotDate === null ? "" : `, snapshot of ${published.snapshotDate}`;
  const sample = published.origin === "sample" ? ". THIS IS SAMPLE DATA" : "";
  return `Published: ${printable(published.file)} (${formatRows(published.read)}${snapshot}) on ${formatMoment(publishedAt)}${sample}.`;
};

const openWork = ({
  loadedLoadId,
  stagedLoadId,
  checkedLoadId,
  published,
  verdict,
}: StatusDocument): ReadonlyArray<string> => {
  if (loadedLoadId === null) return ["Nothing is loaded yet. Begin with: npx trialflow run"];
  if (stagedLoadId !== loadedLoadId) return ["Loaded, not transformed yet. Go on with: npx trialflow run"];
  if (checkedLoadId !== stagedLoadId) return ["Transformed, not checked yet. Go on with: npx trialflow run"];
  if (verdict === "failed") return ["Checks failed: what is loaded is not published. See ops.check_results."];
  return published?.loadId === loadedLoadId ? [] : ["Checked, not published yet. Go on with: npx trialflow run"];
};

const renderRuns = ({ runs }: StatusDocument): ReadonlyArray<string> =>
  runs.length === 0
    ? []
    : renderTable(
        [
          { heading: "started" },
          { heading: "command" },
          { heading: "result" },
          { heading: "time", isRight: true },
          { heading: "" },
        ],
        runs.map(({ startedAt, finishedAt, program, status, error }) => [
          formatMoment(startedAt),
          program,
          status.replace("_", " "),
          finishedAt === null ? "" : formatDuration(finishedAt.getTime() - startedAt.getTime()),
          error === null ? "" : cutToWidth(printable(error), 80),
        ]),
      );

/** Renders where the warehouse stands, for people. */
export const renderStatus = (status: StatusDocument, whereabouts: Whereabouts | null): string =>
  [
    ...(status.status === "empty" ? [nothingYet] : [publication(status), ...openWork(status)]),
    ...section(
      "Rows",
      status.published === null
        ? []
        : renderTable([{ heading: "table" }, { heading: "rows", isRight: true }], publishedCells(status.publishedRows)),
    ),
    ...section("Checks", status.verdict === null ? [] : [`verdict over staging: ${status.verdict}`]),
    ...section("In quarantine", renderRejects(status.rejects)),
    ...section("Latest runs", renderRuns(status)),
    ...section("Where", whereabouts === null ? [] : renderWhereabouts(whereabouts)),
  ].join("\n");
