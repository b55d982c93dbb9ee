import type { EvidenceReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { renderFindings } from "./renderFindings.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

/** Renders a verification for people: what was looked at, what differs, and the anchor to keep. */
export const renderEvidence = (report: EvidenceReport): string => {
  const { entries, head, anchors, loads, tables, publicationEntryId, releases, findings } = report;
  const verdict =
    findings.length === 0
      ? "Everything is as the audit log says."
      : `NOT everything is as it was written: ${formatCount(findings.length)} found.`;
  return [
    verdict,
    ...section("Verified", [
      ...renderTable(
        [{ heading: "" }, { heading: "", isRight: true }, { heading: "" }],
        [
          ["entries of the audit log", formatCount(entries), "numbers, links and hashes"],
          ["anchors", formatCount(anchors), anchors === 0 ? "none given: an end that was cut off is not noticed" : ""],
          ["loads", formatCount(loads), "each cell, row and reject against the content hash of its entry"],
          [
            "tables of analytics",
            formatCount(tables),
            publicationEntryId === null ? "nothing is published" : `against entry ${publicationEntryId}`,
          ],
          ["releases", formatCount(releases), "their records against their entries"],
        ],
      ),
    ]),
    ...section("Found", renderFindings(findings)),
    ...(head === null || findings.length > 0 ? [] : section("Anchor", [`${head.entryId}:${head.hash}`])),
  ].join("\n");
};
