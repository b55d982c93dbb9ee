import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { analyzeTables } from "../analyzeTables.ts";
import { CurrentTransaction } from "../Connection.ts";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";
import { quotedName } from "../quotedName.ts";
import { areEmpty, takeTables, withoutPages } from "./emptyTables.ts";
import { type BulkObject, readBulkObjects } from "./readBulkObjects.ts";

/** Runs many statements in one message to the server. */
const executeAll = (operation: string, statements: ReadonlyArray<string>) =>
  Effect.flatMap(Database, (database) =>
    database.query(operation, (db) => db.execute(sql.raw(statements.join(";\n")))),
  );

/** Refuses partitions and their parents: their indexes hang together, and one cannot go alone. */
const demandPlainTables = (tables: ReadonlyArray<string>) =>
  Effect.flatMap(Database, (database) =>
    Effect.flatMap(
      database.query("bulk.demand_plain_tables", (db) =>
        db.execute<{ name: string }>(sql`
          select oid::regclass::text as name from pg_class
          where oid in (select name::regclass from jsonb_array_elements_text(${JSON.stringify(tables)}::text::jsonb) as listed(name))
            and (relkind <> 'r' or relispartition or relhassubclass)`),
      ),
      ([refused]) =>
        refused === undefined
          ? Effect.void
          : Effect.die(new Error(`${refused.name} has or is a partition: writeInBulk writes plain tables alone`)),
    ),
  );

/** What was cleared away for a bulk write. */
interface Clearing {
  readonly objects: ReadonlyArray<BulkObject>;
  /** The tables that were truncated. */
  readonly newTables: ReadonlyArray<string>;
}

/** Clears the way for a bulk write; null where the tables are to be written as they are. */
const prepare = (tables: ReadonlyArray<string>): Effect.Effect<Clearing | null, DatabaseError, Database> =>
  Effect.gen(function* () {
    if (!(yield* areEmpty(tables))) return null;
    yield* demandPlainTables(tables);
    const locked = (yield* readBulkObjects(tables)).flatMap((object) => object.tables);
    if (!(yield* takeTables([...new Set([...tables, ...locked])]))) {
      yield* Effect.logInfo(
        "Other sessions read the tables that are about to be filled: written row by row, not in bulk",
      );
      return null;
    }
    if (!(yield* areEmpty(tables))) return null;
    const objects = yield* readBulkObjects(tables);
    const blank = yield* withoutPages(tables);
    yield* executeAll("bulk.remove", [
      ...objects.map(({ remove }) => remove),
      ...(blank.length > 0 ? [`truncate table ${blank.join(", ")}`] : []),
    ]);
    return { objects, newTables: blank };
  });

/**
 * Runs a body that fills tables, in the current transaction, without the cost of their indexes and constraints per row: when all of the
 * tables are empty, their foreign keys (and those that refer to them), primary keys, unique constraints and indexes are removed first and
 * built again after the body, as they were, and the planner's statistics are taken. When one has a row, the body just runs.
 *
 * The body must need no index of these tables: no `on conflict` on them, and no look-up of single rows. NOT NULL, CHECK constraints and
 * triggers count for every row all the time; the others' violations come out at the end. Until the transaction ends, readers of the tables
 * wait. Where a reader holds one of the tables, the body just runs as well.
 *
 * Tables without a page are truncated, which makes them new to the transaction: with `wal_level = minimal` what is written then need not
 * be logged, and what COPY writes is frozen (the body must use no savepoint around it), so that no later reader has to mark each page, and
 * log it. Not those whose rows have been deleted: sessions that began earlier still see these.
 *
 * Writes       what the body writes; the definitions and, at a violation, nothing
 * Errors       {@link DatabaseError} `ConstraintViolated` when the rows break a constraint; a defect outside of a transaction and for a
 *              table that has or is a partition
 * Idempotent   as the body is
 */
export const writeInBulk = <A, E, R>(
  tables: ReadonlyArray<PgTable>,
  body: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | DatabaseError, R | Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const inside = yield* CurrentTransaction;
    if (inside === null) return yield* Effect.die(new Error("writeInBulk needs a transaction"));
    if (tables.length === 0) return yield* body;
    // Only the owner may change a table's definition.
    const asOwner = <B, F, S>(effect: Effect.Effect<B, F, S>) =>
      database.transaction({ operation: "bulk.definitions", role: "dataops" }, effect);
    const clearing = yield* asOwner(prepare(tables.map(quotedName)));
    if (clearing === null) return yield* body;
    const newTables = new Set([...inside.newTables, ...clearing.newTables]);
    const value = yield* Effect.provideService(body, CurrentTransaction, { ...inside, newTables });
    const builds = clearing.objects.toReversed().map(({ build }) => build);
    if (builds.length > 0) yield* asOwner(executeAll("bulk.build", builds));
    // Building an index counts the rows: afterwards nothing shows that the statistics, if there are any, are those of other rows.
    yield* analyzeTables(tables, { isForced: true });
    return value;
  }).pipe(Effect.withSpan("database.write_in_bulk"));
