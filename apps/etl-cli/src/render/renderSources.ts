import type { SourcesDocument } from "../document/SourcesDocument.ts";
import { formatBytes } from "./formatBytes.ts";
import { formatRows } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { section } from "./section.ts";

const nextLine: Readonly<Record<string, string>> = {
  inbox: "`trialflow run` would load the files in the inbox.",
  kaggle: "`trialflow run` would ask Kaggle, and use the bundled sample if Kaggle cannot be reached.",
  sample: "`trialflow run` would load the bundled sample: invented trials.",
  none: "`trialflow run` would find nothing to load. Put a file into the inbox, or name one with --file.",
};

const dateOf = (snapshotDate: string | null, impossibleDate: string | null): string => {
  if (snapshotDate !== null) return `  snapshot of ${snapshotDate}`;
  return impossibleDate === null ? "" : `  ${impossibleDate} is no day of the calendar: rename it, a run refuses it`;
};

const renderInbox = ({ inbox }: SourcesDocument): ReadonlyArray<string> =>
  inbox === null
    ? []
    : [
        inbox.folder,
        ...(inbox.files.length === 0 ? ["no file"] : []),
        ...inbox.files.map(
          ({ fileName, sizeBytes, snapshotDate, impossibleDate }) =>
            `${printable(fileName)}  ${formatBytes(sizeBytes)}${dateOf(snapshotDate, impossibleDate)}`,
        ),
        ...inbox.ignored.map((name) => `${printable(name)}  ignored: expected *.csv, *.tsv, *.txt or *.zip`),
      ];

const renderKaggle = ({ kaggle }: SourcesDocument): ReadonlyArray<string> => {
  if (kaggle === null) return [];
  const { isAsked, dataset, fileName, url, credentials } = kaggle;
  const { kind, foundIn, problem } = credentials;
  return [
    `${fileName} of ${dataset} at ${url}`,
    isAsked ? "asked when nothing else is given" : "not asked: TRIALFLOW_EXTRACT_OFFLINE is true",
    `credentials: ${problem ?? (foundIn === null ? "none, which is enough for a public dataset" : `${kind} from ${foundIn}`)}`,
  ];
};

/** Renders what each source would give, for people. */
export const renderSources = (document: SourcesDocument): string => {
  const { next, sample, published } = document;
  return [
    nextLine[next ?? "none"] ?? "",
    ...section("Inbox", renderInbox(document)),
    ...section("Kaggle", renderKaggle(document)),
    ...section(
      "Sample",
      sample === null
        ? []
        : [`${sample.path}  ${sample.sizeBytes === null ? "does not exist" : formatBytes(sample.sizeBytes)}`],
    ),
    ...section("Published at present", [
      published === null
        ? "nothing"
        : `${printable(published.file)} from ${published.origin}, ${formatRows(published.read)}, loaded ${formatMoment(published.loadedAt)}`,
    ]),
  ].join("\n");
};
