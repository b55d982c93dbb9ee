import type { Finding } from "@trialflow/database";
import type { FoundContent, TableContents } from "@trialflow/transform";

/**
 * Compares what the tables of analytics hold with what was written down about them: a finding for each table that differs.
 *
 * `found` was computed over the columns that `expected` names.
 */
export const compareContents = (
  expected: TableContents,
  found: Readonly<Record<string, FoundContent>>,
): ReadonlyArray<Finding<"table_content">> =>
  Object.entries(expected).flatMap(([name, { rows, sha256 }]) => {
    const now = found[name];
    if (now?.sha256 === sha256 && now.rows === rows) return [];
    const content =
      now === undefined || now.rows === null
        ? "no such table"
        : now.sha256 === null
          ? `${now.rows} rows, and not all of the columns that were there: a migration has changed the table`
          : `${now.rows} rows with hash ${now.sha256}`;
    return [
      {
        kind: "table_content",
        place: `analytics.${name}`,
        found: content,
        expected: `${rows} rows with hash ${sha256}`,
      },
    ];
  });

/** Names the columns that each table's hash covers, in their order. */
export const coveredColumns = (contents: TableContents): Readonly<Record<string, ReadonlyArray<string>>> =>
  Object.fromEntries(Object.entries(contents).map(([name, { columns }]) => [name, columns]));
