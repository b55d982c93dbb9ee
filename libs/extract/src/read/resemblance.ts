import type { SourceFormat } from "@trialflow/schema";
import { ctgovExportHeaders } from "./ctgovExportHeaders.ts";
import { normalizeHeader } from "./normalizeHeader.ts";

/** How many of the found headings a list of known headings has. */
export const countKnown = (found: ReadonlyArray<string>, known: ReadonlyArray<string>): number => {
  const names = new Set(known.map(normalizeHeader));
  return new Set(found.map(normalizeHeader).filter((name) => names.has(name))).size;
};

/** The headings of a format, in its order. */
export const headersOf = (format: SourceFormat): ReadonlyArray<string> =>
  format.columnNames.map((name) => format.columns[name]?.header ?? name);

/** Tells whether a header is the registry's present export rather than the expected format. */
export const isCtgovExport = (found: ReadonlyArray<string>, format: SourceFormat): boolean => {
  const known = countKnown(found, ctgovExportHeaders);
  return known > countKnown(found, headersOf(format)) && known * 2 > found.length;
};

/** Says what a header that is not the expected one resembles, and what to do; undefined when it resembles nothing known. */
export const describeResemblance = (found: ReadonlyArray<string>, format: SourceFormat): string | undefined => {
  const first = found[0] ?? "";
  if (isCtgovExport(found, format)) {
    return `It is the registry's present CSV export (${ctgovExportHeaders.length} columns, since 2023), a dialect that is not supported yet; supported is the ${format.title}, comma or tab separated.`;
  }
  if (/^\s*<(!doctype html|html|head|body)/i.test(first))
    return "It is a web page, perhaps an error or login page saved as a file.";
  if (/^\s*<(\?xml|\w)/.test(first)) return "It is an XML document; CSV is supported.";
  if (/^\s*[{[]/.test(first)) return "It is a JSON document; CSV is supported.";
  for (const [separator, name] of [
    [";", "semicolons"],
    ["|", "vertical bars"],
  ] as const) {
    if (countKnown(first.split(separator), headersOf(format)) > 1)
      return `Its columns are separated by ${name}; save it with commas or tabs.`;
  }
  return undefined;
};
