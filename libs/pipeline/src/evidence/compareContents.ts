import type { Finding } from "@trialflow/database";
import { currentScheme, type FoundContent, type TableContents } from "@trialflow/transform";

/**
 * Compares what the tables of analytics hold with what was written down about them: a finding for each table that differs.
 *
 * `found` was computed as `expected` says: over its columns, by its scheme.
 */
export const compareContents = (
  expected: TableContents,
  found: Readonly<Record<string, FoundContent>>,
): ReadonlyArray<Finding<"table_content">> =>
  Object.entries(expected).flatMap(([name, { rows, sha256, scheme }]) => {
    const now = found[name];
    if (now?.sha256 === sha256 && now.rows === rows) return [];
    const content =
      now === undefined || now.rows === null
        ? "no such table"
        : now.sha256 === null
          ? scheme === undefined || scheme === currentScheme
            ? `${now.rows} rows, and not all of the columns that were there: a migration has changed the table`
            : `${now.rows} rows, and no way to compute a hash by scheme "${scheme}"`
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
