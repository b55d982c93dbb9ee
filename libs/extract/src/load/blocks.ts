import { Database, type DatabaseError } from "@trialflow/database";
import {
  type Blocks,
  blockOf,
  ctgovLegacyCsvRowColumns,
  raw,
  rawCtgovLegacyCsv,
  rawCtgovLegacyCsvRows,
  rowBlocks,
  versionBlocks,
} from "@trialflow/schema";
import { getTableName, gte, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { landing, shapeAsVersions } from "../land/landing.ts";

const partition = (blocks: Blocks, block: number): SQL => sql`raw.${sql.identifier(`${blocks.table}_${block}`)}`;

const range = ({ size }: Blocks, from: number, blockCount: number): SQL =>
  sql.raw(`for values from (${from}) to (${from + blockCount * size})`);

const bounds = (table: PgTable): SQL => sql`
select coalesce(max((regexp_match(pg_get_expr(partition.relpartbound, partition.oid), 'TO \\(''?([0-9]+)''?\\)'))[1]::float8), 0) as upper
from pg_inherits
join pg_class as partition on partition.oid = pg_inherits.inhrelid
where pg_inherits.inhparent = '${sql.raw(`raw.${getTableName(table)}`)}'::regclass`;

/** Executes statements as the owner of the tables, in the current transaction: partitions come and go under its name alone. */
export const asOwner = (
  operation: string,
  statements: ReadonlyArray<SQL>,
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation, role: "dataops" },
      Effect.forEach(statements, (statement) => database.query(operation, (db) => db.execute(statement)), {
        discard: true,
      }),
    ),
  );

/** Reads where the partitions of a table end: the first number that none of them takes. */
const readEnd = (table: PgTable): Effect.Effect<number, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("load.read_blocks", (db) => db.execute<{ upper: number }>(bounds(table))),
      ([row]) => row?.upper ?? 0,
    ),
  );

/** A version is stored once: within a partition by this constraint, and among partitions by the load, which looks for it in all. */
const uniqueVersions = (block: number): SQL => sql`
alter table ${partition(versionBlocks, block)}
  add constraint ${sql.identifier(`${versionBlocks.table}_${block}_version_is_stored_once`)} unique (${sql.identifier(rawCtgovLegacyCsv._row_hash.name)})`;

/** Makes room in raw for record versions up to the id `lastId`. */
export const ensureVersionBlocks = (lastId: number): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const statements: Array<SQL> = [];
    const { size } = versionBlocks;
    for (let from = yield* readEnd(rawCtgovLegacyCsv); from <= lastId; from += size) {
      const block = blockOf(versionBlocks, from);
      statements.push(
        sql`create table ${partition(versionBlocks, block)} partition of ${rawCtgovLegacyCsv} ${range(versionBlocks, from, 1)}`,
        uniqueVersions(block),
      );
    }
    if (statements.length > 0) yield* asOwner("load.add_block", statements);
  });

/** Tells the first number of a block that has no partition yet: a landing table with numbers from there on can become one. */
export const freshVersionBlock: Effect.Effect<number, DatabaseError, Database> = readEnd(rawCtgovLegacyCsv);

/** The partitions of a table from a block on. They are empty where they are in the way of a new one. */
const dropFrom = (blocks: Blocks, block: number, end: number): ReadonlyArray<SQL> =>
  Array.from(
    { length: Math.max(0, blockOf(blocks, end - 1) - block + 1) },
    (_, at) => sql`drop table if exists ${partition(blocks, block + at)}`,
  );

/**
 * Makes the landing table a partition of raw, in the place where it stands: its rows are not written a second time. Its ids begin after `firstId`,
 * which is the beginning of a fresh block, or 0 where raw is empty; the empty partitions then make room for it.
 *
 * Writes   raw.ctgov_legacy_csv
 */
export const attachLanding = (firstId: number, lastId: number): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const end = yield* readEnd(rawCtgovLegacyCsv);
    const block = blockOf(versionBlocks, firstId);
    const blockCount = blockOf(versionBlocks, lastId) - block + 1;
    yield* asOwner("load.attach", [
      ...shapeAsVersions(),
      ...dropFrom(versionBlocks, block, end),
      sql`alter table ${landing} rename to ${sql.identifier(`${versionBlocks.table}_${block}`)}`,
      uniqueVersions(block),
      sql`alter table ${rawCtgovLegacyCsv} attach partition ${partition(versionBlocks, block)} ${range(versionBlocks, firstId, blockCount)}`,
    ]);
  });

/** A table that becomes a partition of raw's rows when it is full: then its indexes are built at once. */
const landedRows = raw.table("landed_rows", ctgovLegacyCsvRowColumns());

/** Where the rows of a load are written. */
export type RowTable = typeof rawCtgovLegacyCsvRows | typeof landedRows;

/** Where the rows of a load are to be written, and what remains to be done once they are. */
export interface LoadRows {
  readonly into: RowTable;
  readonly close: Effect.Effect<void, DatabaseError, Database>;
}

/**
 * Prepares the partition of its block for the rows of a load. For the first load of a block they are written into a table without indexes, which
 * closing attaches.
 *
 * Writes   the partitions of raw.ctgov_legacy_csv_rows
 */
export const openRows = (loadId: number): Effect.Effect<LoadRows, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const block = blockOf(rowBlocks, loadId);
    const from = block * rowBlocks.size;
    const others = yield* database.query("load.find_block", (db) =>
      db
        .select({ id: rawCtgovLegacyCsvRows.load_id })
        .from(rawCtgovLegacyCsvRows)
        .where(gte(rawCtgovLegacyCsvRows.load_id, from))
        .limit(1),
    );
    if (others.length > 0) return { into: rawCtgovLegacyCsvRows, close: Effect.void };
    yield* asOwner("load.create_block", [
      sql`create table ${landedRows} (like ${rawCtgovLegacyCsvRows} including constraints)`,
    ]);
    const close = Effect.flatMap(readEnd(rawCtgovLegacyCsvRows), (end) =>
      asOwner("load.attach_rows", [
        ...dropFrom(rowBlocks, block, end),
        sql`alter table ${landedRows} rename to ${sql.identifier(`${rowBlocks.table}_${block}`)}`,
        sql`alter table ${rawCtgovLegacyCsvRows} attach partition ${partition(rowBlocks, block)} ${range(rowBlocks, from, 1)}`,
      ]),
    );
    return { into: landedRows, close };
  });
