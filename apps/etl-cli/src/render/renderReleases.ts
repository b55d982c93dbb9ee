import type { Release, ReleaseDifference, ReleaseReport } from "@trialflow/pipeline";
import { formatCount } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderFindings } from "./renderFindings.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

/** Renders the releases, one line each. */
export const renderReleases = (releases: ReadonlyArray<Release>): string =>
  releases.length === 0
    ? "No release yet. trialflow release create NAME makes one."
    : renderTable(
        [
          { heading: "name" },
          { heading: "when" },
          { heading: "load", isRight: true },
          { heading: "trials", isRight: true },
          { heading: "entry", isRight: true },
          { heading: "by" },
          { heading: "reason" },
        ],
        releases.map((release) => [
          release.name,
          formatMoment(release.created_at),
          String(release.published_load_id),
          formatCount(release.manifest["trials"]?.rows ?? 0),
          String(release.audit_entry_id),
          printable(release.created_by),
          printable(release.reason ?? ""),
        ]),
      ).join("\n");

/** Renders a release that was just made. */
export const renderRelease = (release: Release): string =>
  [
    `Release ${release.name}: load ${release.published_load_id}, ${formatCount(Object.keys(release.manifest).length)} tables, ${formatCount(release.manifest["trials"]?.rows ?? 0)} trials.`,
    `Entry ${release.audit_entry_id} of the audit log covers it. Keep this anchor elsewhere:`,
    `${release.audit_entry_id}:${release.audit_hash.toString("hex")}`,
  ].join("\n");

const side = (content: { readonly rows: number; readonly sha256: string } | null): ReadonlyArray<string> =>
  content === null ? ["-", "not there"] : [formatCount(content.rows), content.sha256.slice(0, 12)];

/** Renders how two releases differ. */
export const renderReleaseDiff = (from: Release, to: Release, difference: ReleaseDifference): string => {
  const { tables, addedFiles, removedFiles } = difference;
  const differing = tables.filter(({ isSame }) => isSame === false);
  const untold = tables.filter(({ isSame }) => isSame === null);
  const files = (sign: string, list: typeof addedFiles) =>
    list.map(({ loadId, fileName, sha256 }) => `${sign} ${printable(fileName)}  load ${loadId}  ${sha256}`);
  return [
    differing.length === 0 && untold.length === 0
      ? `${from.name} and ${to.name} have the same content in all ${tables.length} tables.`
      : `${differing.length} of ${tables.length} tables differ between ${from.name} and ${to.name}.`,
    ...(untold.length === 0
      ? []
      : [
          `Of ${untold.length} tables with as many rows in both it cannot be told: their hashes are of two schemes. ${untold.map(({ table }) => table).join(", ")}`,
        ]),
    ...section(
      "Tables",
      differing.length === 0
        ? []
        : renderTable(
            [
              { heading: "table" },
              { heading: "rows", isRight: true },
              { heading: "hash" },
              { heading: "rows", isRight: true },
              { heading: "hash" },
            ],
            differing.map(({ table, before, after }) => [`analytics.${table}`, ...side(before), ...side(after)]),
          ),
    ),
    ...section("Files", [...files("-", removedFiles), ...files("+", addedFiles)]),
    ...section("Between them", [
      `load ${from.published_load_id} (${formatMoment(from.created_at)}) and load ${to.published_load_id} (${formatMoment(to.created_at)})`,
      `entries ${from.audit_entry_id} to ${to.audit_entry_id} of the audit log`,
    ]),
  ].join("\n");
};

/** Renders how analytics stands against a release. */
export const renderReleaseReport = ({ release, publishedLoadId, findings }: ReleaseReport): string => {
  const loads =
    publishedLoadId === release.published_load_id
      ? `The release has load ${release.published_load_id}, which is published now as well.`
      : `The release has load ${release.published_load_id}; published now is ${publishedLoadId === null ? "nothing" : `load ${publishedLoadId}`}.`;
  return [
    findings.length === 0
      ? `Analytics says what release ${release.name} says, in all ${Object.keys(release.manifest).length} tables.`
      : `Analytics does NOT say what release ${release.name} says.`,
    loads,
    ...section("Found", renderFindings(findings)),
  ].join("\n");
};
