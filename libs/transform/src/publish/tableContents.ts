import { createHash } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import type { TableContent } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/** What each table of analytics holds, by its name. */
export type TableContents = Readonly<Record<string, TableContent>>;

/** What a table was found to hold; `rows` is null when there is no such table, `sha256` when one of its columns is not there. */
export interface FoundContent {
  readonly rows: number | null;
  readonly columns: ReadonlyArray<string>;
  readonly sha256: string | null;
}

/** What to compute of a table: over which columns in their order, null for all that it has; and how, as in {@link TableContent}. */
export interface WantedContent {
  readonly columns: ReadonlyArray<string> | null;
  readonly scheme?: string;
}

/** How the content of a table is computed when it is written down anew. */
export const currentScheme = "trials";

/**
 * Computes what tables of analytics hold, by `ops.table_contents`: rows, columns, and one hash over all rows that does not depend
 * on the order in which they are stored. What was written down is computed again by giving it as `tables`.
 *
 * Reads    the named tables of analytics, as their owner
 */
export const readTableContents = (
  tables: Readonly<Record<string, WantedContent>>,
): Effect.Effect<Readonly<Record<string, FoundContent>>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("publish.table_contents", (db) =>
        db.execute<{ name: string; rows: number | null; columns: Array<string> | null; sha256: string | null }>(sql`
          select table_name as name, row_count::float8 as rows, column_names as columns, content_hash as sha256
          from ops.table_contents(${JSON.stringify(tables)}::text::jsonb)`),
      ),
      (rows) =>
        Object.fromEntries(
          rows.map(({ name, rows, columns, sha256 }) => [name, { rows, columns: columns ?? [], sha256 }]),
        ),
    ),
  );

/** Computes one SHA-256 over what several tables hold: over a line with name, rows, hash and scheme, if there is one, for each, sorted by name. */
export const contentHashOf = (contents: TableContents): string => {
  const lines = Object.entries(contents).map(
    ([name, { rows, sha256, scheme }]) => `${name} ${rows} ${sha256}${scheme === undefined ? "" : ` ${scheme}`}\n`,
  );
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
};
