import type { SourceFormat } from "@trialflow/schema";
import { Result } from "effect";
import { normalizeHeader } from "./normalizeHeader.ts";
import {
  DuplicateColumn,
  MissingRequiredColumn,
  type ReadReason,
  UnexpectedColumn,
  UnknownDialect,
} from "./ReadReason.ts";
import { countKnown, describeResemblance, headersOf, isCtgovExport } from "./resemblance.ts";

/** Where a file has each column of its format. */
export interface HeaderMatch {
  /** One per column of the format, in its order: the position in the file, or -1 when the file lacks the column. */
  readonly positions: ReadonlyArray<number>;
  /** Names of the columns that the file lacks. */
  readonly missingColumns: ReadonlyArray<string>;
}

/**
 * Matches the headings of a file with the columns of a format by their normalised names; the order is free.
 *
 * Errors   `UnknownDialect` when fewer than half of the headings belong to the format or another dialect fits better,
 *          `MissingRequiredColumn`, `DuplicateColumn`, and `UnexpectedColumn`: a column without a place would be lost
 */
export const matchHeader = (
  path: string,
  headers: ReadonlyArray<string>,
  format: SourceFormat,
): Result.Result<HeaderMatch, ReadReason> => {
  const expected = headersOf(format);
  if (countKnown(headers, expected) * 2 < headers.length || isCtgovExport(headers, format)) {
    const resembles = describeResemblance(headers, format);
    const columns = { expectedColumns: expected, foundColumns: headers };
    return Result.fail(new UnknownDialect({ path, format: format.title, ...columns, resembles }));
  }

  const found = headers.map(normalizeHeader);
  const known = new Set(expected.map(normalizeHeader));
  const isCopy = (name: string, index: number) => known.has(name) && found.indexOf(name) < index;
  const duplicates = headers.filter((_, index) => isCopy(found[index] ?? "", index));
  if (duplicates.length > 0) return Result.fail(new DuplicateColumn({ path, duplicates }));

  const positions = expected.map((header) => found.indexOf(normalizeHeader(header)));
  const missingColumns = format.columnNames.filter((_, index) => positions[index] === -1);
  const missing = missingColumns.flatMap((name) => {
    const column = format.columns[name];
    return column?.isRequired ? [column.header] : [];
  });
  if (missing.length > 0) return Result.fail(new MissingRequiredColumn({ path, missing, foundColumns: headers }));

  const unexpected = headers.flatMap((header, index) =>
    known.has(found[index] ?? "") ? [] : [header === "" ? `(column ${index + 1}, without a name)` : header],
  );
  if (unexpected.length > 0) return Result.fail(new UnexpectedColumn({ path, unexpected, format: format.title }));
  return Result.succeed({ positions, missingColumns });
};
