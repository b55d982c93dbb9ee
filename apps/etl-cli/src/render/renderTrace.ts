import type { TracedField, TraceReject, TraceSource, TraceStatus, TrialTrace } from "@trialflow/pipeline";
import { cutToWidth } from "./displayWidth.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

const statuses: { readonly [S in TraceStatus]: string } = {
  published: "published",
  superseded: "an earlier version; analytics shows another one",
  vanished: "vanished from the registry; this is what it said last",
  unpublished: "loaded, not published",
  set_aside: "set aside as a whole: no part of it is in staging or analytics",
  unreadable: "only in rows that could not be read or told whose they are",
};

const archives: { readonly [S in TrialTrace["archive"]["status"]]: string } = {
  verified: "verified against the archive",
  missing: "NOT verified: the archived file is missing",
  damaged: "NOT verified: the archived file is damaged",
  unread: "NOT verified: the archived file could not be read",
};

/** Shows a value in a line: NULL, a text as it is, a list by its number, an entry by its columns. */
const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value) && typeof value[0] === "object") {
    return value.length === 1 ? "1 entry" : `${value.length} entries`;
  }
  if (typeof value === "object" && !Array.isArray(value)) {
    const parts = Object.entries(value).filter(([, part]) => part !== null);
    return parts.map(([name, part]) => `${name} ${valueText(part)}`).join(", ");
  }
  return Array.isArray(value) ? value.join(", ") || "none" : String(value);
};

const rawText = ({ rawText: text }: TraceSource): string =>
  text === null ? "(not in the file)" : text === "" ? "(empty)" : printable(text);

const placeText = ({ place }: TraceSource): string => (place === null ? "" : `${place.lineNumber}:${place.column}`);

const rejectText = ({ reason, detail, rawText: text, position }: TraceReject): string =>
  `${position === null ? "" : `entry ${position} `}${reason}: ${printable(detail)}; found "${cutToWidth(printable(text), 100)}"`;

const rowRejectText = (reject: TraceReject): string =>
  `load ${reject.loadId}, ${printable(reject.fileName)}, line ${reject.lineNumber}, row ${reject.rowNumber}: ${reject.field === null ? "" : `${reject.field} `}${rejectText(reject)}`;

const labelled = (rows: ReadonlyArray<readonly [label: string, text: string]>): ReadonlyArray<string> =>
  renderTable(
    [{ heading: "" }, { heading: "" }],
    rows.map(([label, text]) => [label, text]),
  );

const heading = (trace: TrialTrace): ReadonlyArray<string> => {
  const { place, run, extent, archive, otherLoads } = trace;
  const lastLine = place.lineNumber + (extent?.lineCount ?? 1) - 1;
  const lines = lastLine > place.lineNumber ? `lines ${place.lineNumber} to ${lastLine}` : `line ${place.lineNumber}`;
  const bytes = extent === null ? "" : `, byte offset ${extent.byteOffset}`;
  const snapshot = place.snapshotDate ?? formatMoment(place.snapshotAt);
  const published = place.publishedAt === null ? "not published" : `published ${formatMoment(place.publishedAt)}`;
  return labelled([
    ["status", statuses[trace.status]],
    ...(trace.recordId === null
      ? []
      : ([
          [
            "record",
            `raw.ctgov_legacy_csv _record_id ${trace.recordId}${place.disposition === null ? "" : ` (${place.disposition})`}`,
          ],
        ] as const)),
    ["file", `${printable(place.fileName)}, load ${place.loadId}, snapshot ${snapshot}, ${published}`],
    ["sha256", place.sha256],
    ["place", `${lines}, row ${place.rowNumber}${bytes}`],
    ["archive", `${archives[archive.status]}: ${printable(archive.path)}`],
    ...(archive.status === "verified" ? [] : ([["", printable(archive.detail)]] as const)),
    [
      "other loads",
      trace.recordId === null
        ? ""
        : otherLoads.length === 0
          ? "none had this version"
          : `${otherLoads.length} had the same version: ${otherLoads.join(", ")} (--load picks one)`,
    ],
    ...(trace.newerLoad === null
      ? []
      : ([
          ["newer", `load ${trace.newerLoad} has another version that is not published (--load ${trace.newerLoad})`],
        ] as const)),
    ["loaded", `${formatMoment(run.loadedAt)} by run ${run.runId} (${run.program}, trialflow ${run.programVersion})`],
    ["who", printable(`${run.osUser} on ${run.host}`)],
    ["rules", trace.ruleVersion ?? "not decoded"],
  ]).filter((line) => line.trim() !== "other loads");
};

const setAside = ({ setAside: rejects }: TrialTrace): ReadonlyArray<string> =>
  rejects.length === 0 ? [] : ["", "Rows set aside", ...rejects.map((reject) => `  ${rowRejectText(reject)}`)];

/** Every field in a line: value, place, heading, raw text, rule. */
const overview = (fields: ReadonlyArray<TracedField>): ReadonlyArray<string> =>
  renderTable(
    [
      { heading: "field" },
      { heading: "value" },
      { heading: "line:column", isRight: true },
      { heading: "cell", isRight: true },
      { heading: "heading" },
      { heading: "text in the file" },
      { heading: "rule" },
    ],
    fields.flatMap((field) =>
      field.sources.map((source) => [
        field.field,
        field.analytics === null ? "-" : cutToWidth(valueText(field.analytics.value), 40),
        placeText(source),
        source.columnNumber === null ? "" : String(source.columnNumber),
        printable(source.header ?? ""),
        cutToWidth(rawText(source), 50),
        field.rule,
      ]),
    ),
  );

/** The reject of a source cell once, although the cell may fill several columns. */
const rejectedFields = (fields: ReadonlyArray<TracedField>): ReadonlyArray<string> => {
  const lines = new Map<string, Array<string>>();
  for (const { field, rejects } of fields) {
    for (const reject of rejects) {
      const text = `${reject.field ?? ""} ${rejectText(reject)}`;
      lines.set(text, [...(lines.get(text) ?? []), field]);
    }
  }
  return lines.size === 0
    ? []
    : ["", "Set aside", ...[...lines].map(([text, names]) => `  ${text} (${names.join(", ")})`)];
};

const policies = {
  reject_row: "a problem sets the row aside",
  reject_field: "a problem sets the field aside",
} as const;

/** The way of one value, from the end to the beginning. */
const chain = (traced: TracedField, ruleVersion: string | null): ReadonlyArray<string> => [
  "",
  traced.field,
  ...labelled([
    [
      "  analytics",
      traced.analytics === null
        ? "nothing from this record"
        : `${valueText(traced.analytics.value)}  (${traced.analytics.relation})`,
    ],
    [
      "  <- staging",
      traced.staging === null
        ? "nothing of its own"
        : `${valueText(traced.staging.value)}  (${traced.staging.relation})`,
    ],
    ["  <- rule", `${traced.rule}, rules ${ruleVersion ?? "none"}; ${policies[traced.onProblem]}`],
    ...traced.rejects.map((reject) => ["     set aside", rejectText(reject)] as const),
    ...traced.sources.flatMap((source) => [
      ["  <- raw", `${source.rawColumn}: ${rawText(source)}`] as const,
      [
        "  <- file",
        source.columnNumber === null
          ? "the file has no such column"
          : source.place === null
            ? `column ${source.columnNumber} "${printable(source.header ?? "")}"`
            : `line ${source.place.lineNumber}, character ${source.place.column} (byte offset ${source.place.byteOffset}), column ${source.columnNumber} "${printable(source.header ?? "")}"`,
      ] as const,
      ...(source.fileText === null || traced.kind === "entry"
        ? []
        : ([["", `${printable(source.fileText)}`]] as const)),
    ]),
  ]),
];

const entryLines = (entries: ReadonlyArray<TracedField>): ReadonlyArray<string> =>
  entries.length === 0
    ? []
    : [
        "",
        ...renderTable(
          [
            { heading: "entry" },
            { heading: "line:column", isRight: true },
            { heading: "text in the file" },
            { heading: "value" },
          ],
          entries.map(({ field, sources, analytics, rejects }) => [
            field,
            sources.map(placeText).join(", "),
            cutToWidth(sources.map(rawText).join(", "), 60),
            rejects.length > 0 && (analytics?.value ?? null) === null
              ? `set aside: ${rejects.map(({ reason }) => reason).join(", ")}`
              : analytics === null
                ? "-"
                : cutToWidth(valueText(analytics.value), 80),
          ]),
        ),
      ];

/** Renders where a trial's values come from: one field with its whole way, or all of them in a table. */
export const renderTrace = (trace: TrialTrace): string => {
  const [only, ...others] = trace.fields;
  return [
    `${trace.nctId}  ${printable(trace.title ?? "")}`.trimEnd(),
    "",
    ...heading(trace),
    ...setAside(trace),
    ...(only !== undefined && others.length === 0
      ? [...chain(only, trace.ruleVersion), ...entryLines(only.entries)]
      : trace.fields.length === 0
        ? []
        : ["", ...overview(trace.fields), ...rejectedFields(trace.fields)]),
  ].join("\n");
};
