import { Database, type DatabaseError } from "@trialflow/database";
import { loadContent, type loads, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import { PreviousContent } from "../land/PreviousContent.ts";

/** The load that a file follows. */
export type PreviousLoad = Pick<typeof loads.$inferSelect, "load_id" | "extent">;

/** What `PreviousContent` holds of a version: its hash, its record id and the digits of its NCT number. */
const entry = sql`${rawCtgovLegacyCsv._row_hash} || int8send(${rawCtgovLegacyCsv._record_id}) || int4send(substr(${rawCtgovLegacyCsv.nct_number}, 4)::int)`;

/**
 * A snapshot's content is what its file states; then the rows of the load say it, and raw is looked through once instead of three times.
 *
 * What is not of it is excluded, one by one: without statistics of a column PostgreSQL takes an equality for rare and an inequality for common,
 * and for some thousand rows out of hundreds of thousands it would look up each version by itself.
 */
const recordsOf = ({ load_id, extent }: PreviousLoad): SQL =>
  extent === "snapshot"
    ? sql`select ${rawCtgovLegacyCsvRows.record_id} as record_id from ${rawCtgovLegacyCsvRows}
where ${rawCtgovLegacyCsvRows.load_id} = ${load_id}::bigint
  and ${rawCtgovLegacyCsvRows.disposition} <> 'duplicate' and ${rawCtgovLegacyCsvRows.disposition} <> 'rejected'`
    : loadContent(load_id);

/** The entries come in pieces of so many record ids at most: one message of all would stand in memory several times while it is read. */
const pieceIds = 8_192;

/**
 * Reads the content that a file follows; undefined: there is none.
 *
 * Reads    raw.ctgov_legacy_csv and its rows; ops.loads, ops.publications
 */
export const readPreviousContent = (
  previous: PreviousLoad | undefined,
): Effect.Effect<PreviousContent, DatabaseError, Database> => {
  if (previous === undefined) return Effect.sync(() => new PreviousContent());
  return Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("load.previous_content", (db) =>
        db.execute<{ entries: Buffer }>(sql`
select string_agg(${entry}, ''::bytea) as entries
from (${recordsOf(previous)}) content
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = content.record_id
group by ${rawCtgovLegacyCsv._record_id} / ${sql.raw(String(pieceIds))}`),
      ),
      (pieces) => new PreviousContent(Buffer.concat(pieces.map(({ entries }) => entries))),
    ),
  );
};
