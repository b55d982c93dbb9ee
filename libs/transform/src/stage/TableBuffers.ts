import { type CopyTarget, Database, type DatabaseError } from "@trialflow/database";
import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { Effect, Stream } from "effect";
import { freeMemory } from "./freeMemory.ts";

/**
 * When more than this many bytes wait, the table with most of them is written: a COPY of a few megabytes, since each costs the server's
 * answer to wait for, and no more memory for many tables than for one.
 */
const mostWaiting = 8 * 1024 * 1024;

/** The server takes an 8 MB message as a whole before it looks at it; smaller ones it reads while the next is sent. */
const chunkSize = 128 * 1024;

const chunksOf = (bytes: Uint8Array): ReadonlyArray<Uint8Array> =>
  Array.from({ length: Math.ceil(bytes.byteLength / chunkSize) }, (_, index) =>
    bytes.subarray(index * chunkSize, (index + 1) * chunkSize),
  );

/** Where the rows of a table go: all its columns, in their order. */
export const targetOf = (table: PgTable): CopyTarget => {
  const { schema, name } = getTableConfig(table);
  const columns = Object.values(getTableColumns(table)).map((column) => column.name);
  return { ...(schema === undefined ? {} : { schema }), table: name, columns };
};

/** Gathers the rows of some tables, in COPY's text format, and writes a table when there is enough. */
export class TableBuffers {
  readonly #tables: ReadonlyArray<{
    readonly target: CopyTarget;
    waiting: Array<Uint8Array<ArrayBuffer>>;
    size: number;
  }>;

  #waiting = 0;

  constructor(targets: ReadonlyArray<CopyTarget>) {
    this.#tables = targets.map((target) => ({ target, waiting: [], size: 0 }));
  }

  /** Takes rows of each table, in the order of the targets, and writes the largest when much waits; its memory is freed then. */
  add(rows: ReadonlyArray<Uint8Array<ArrayBuffer>>): Effect.Effect<void, DatabaseError, Database> {
    for (const [index, table] of this.#tables.entries()) {
      const bytes = rows[index];
      if (bytes === undefined || bytes.byteLength === 0) continue;
      table.waiting.push(bytes);
      table.size += bytes.byteLength;
      this.#waiting += bytes.byteLength;
    }
    return this.#writeUntil(mostWaiting);
  }

  /** Writes what is left. */
  flush(): Effect.Effect<void, DatabaseError, Database> {
    return this.#writeUntil(0);
  }

  /** Writes the largest, one after the other, until no more than so many bytes wait. */
  #writeUntil(most: number): Effect.Effect<void, DatabaseError, Database> {
    return Effect.whileLoop({
      while: () => this.#waiting > most,
      body: () => this.#writeLargest(),
      step: () => {},
    });
  }

  #writeLargest(): Effect.Effect<void, DatabaseError, Database> {
    const table = this.#tables.reduce((largest, other) => (other.size > largest.size ? other : largest));
    const { schema, table: name } = table.target;
    const written = table.waiting;
    const chunks = written.flatMap(chunksOf);
    this.#waiting -= table.size;
    table.waiting = [];
    table.size = 0;
    return Effect.flatMap(Database, (database) =>
      database.copyEncoded(
        `copy into ${schema === undefined ? name : `${schema}.${name}`}`,
        table.target,
        Stream.fromIterable(chunks).pipe(Stream.rechunk(1)),
      ),
    ).pipe(Effect.tap(() => Effect.sync(() => written.forEach(freeMemory))));
  }
}
