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

/**
 * Computes what tables of analytics hold, by `ops.table_content`: rows, columns, and one hash over all rows that does not depend
 * on their order.
 *
 * `tables` names the tables, each with the columns to cover in their order; null means all that it has.
 * Reads    the named tables of analytics, as their owner
 */
export const readTableContents = (
  tables: Readonly<Record<string, ReadonlyArray<string> | null>>,
): Effect.Effect<Readonly<Record<string, FoundContent>>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("publish.table_contents", (db) =>
        db.execute<{ name: string; rows: number | null; columns: Array<string> | null; sha256: string | null }>(sql`
          select wanted.name, content.row_count::float8 as rows, content.column_names as columns, content.content_hash as sha256
          from jsonb_each(${JSON.stringify(tables)}::text::jsonb) as wanted(name, columns)
          cross join lateral ops.table_content(wanted.name,
            case when wanted.columns <> 'null'::jsonb then array(select jsonb_array_elements_text(wanted.columns)) end) as content`),
      ),
      (rows) =>
        Object.fromEntries(
          rows.map(({ name, rows, columns, sha256 }) => [name, { rows, columns: columns ?? [], sha256 }]),
        ),
    ),
  );

/** Computes one SHA-256 over what several tables hold: over a line with name, rows and hash for each, sorted by name. */
export const contentHashOf = (contents: TableContents): string => {
  const lines = Object.entries(contents).map(([name, { rows, sha256 }]) => `${name} ${rows} ${sha256}\n`);
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
};
