import { Database, type DatabaseError } from "@trialflow/database";
import { bytea, loadContent, rawCtgovLegacyCsv } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { bigint, pgTable, text } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { KnownVersions } from "../land/KnownVersions.ts";

/** Holds the content that a file follows. A temporary table of the load's transaction; one row per trial. */
export const previousContent = pgTable("previous_content", {
  nct_number: text().notNull(),
  record_id: bigint({ mode: "number" }).notNull(),
  row_hash: bytea().notNull(),
});

/** Collects the content of the load `previousLoadId`; null: there is none. */
export const collectPreviousContent = (previousLoadId: number | null) => sql`
create temporary table ${previousContent} on commit drop as
select content.nct_id as nct_number, content.record_id, ${rawCtgovLegacyCsv._row_hash} as row_hash
from (${loadContent(previousLoadId)}) content
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = content.record_id`;

/**
 * Reads the versions of the previous content, in one value: their hashes and ids side by side.
 *
 * Reads    previous_content
 */
export const readKnownVersions: Effect.Effect<KnownVersions, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("load.known_versions", (db) =>
        db.execute<{ versions: Buffer | null }>(sql`
          select string_agg(${previousContent.row_hash} || int8send(${previousContent.record_id}), ''::bytea) as versions
          from ${previousContent}`),
      ),
      ([row]) => new KnownVersions(row?.versions ?? Buffer.alloc(0)),
    ),
);
