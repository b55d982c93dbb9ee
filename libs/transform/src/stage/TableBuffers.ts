import { type CopyTarget, Database, type DatabaseError } from "@trialflow/database";
import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { Effect, Stream } from "effect";
import { freeMemory } from "./freeMemory.ts";

/** A COPY holds at most a little more than this many bytes; each costs the server's answer to wait for. */
const flushSize = 2 * 1024 * 1024;

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

/** Gathers the rows of some tables, in COPY's text format, and writes each table when there is enough of it. */
export class TableBuffers {
  readonly #tables: ReadonlyArray<{
    readonly target: CopyTarget;
    waiting: Array<Uint8Array<ArrayBuffer>>;
    size: number;
  }>;

  constructor(targets: ReadonlyArray<CopyTarget>) {
    this.#tables = targets.map((target) => ({ target, waiting: [], size: 0 }));
  }

  /** Takes rows of each table, in the order of the targets, and writes what has become large; their memory is freed then. */
  add(rows: ReadonlyArray<Uint8Array<ArrayBuffer>>): Effect.Effect<void, DatabaseError, Database> {
    for (const [index, table] of this.#tables.entries()) {
      const bytes = rows[index];
      if (bytes === undefined || bytes.byteLength === 0) continue;
      table.waiting.push(bytes);
      table.size += bytes.byteLength;
    }
    return this.#write(flushSize);
  }

  /** Writes what is left. */
  flush(): Effect.Effect<void, DatabaseError, Database> {
    return this.#write(1);
  }

  #write(leastSize: number): Effect.Effect<void, DatabaseError, Database> {
    return Effect.forEach(
      this.#tables.filter(({ size }) => size >= leastSize),
      (table) => {
        const { schema, table: name } = table.target;
        const written = table.waiting;
        const chunks = written.flatMap(chunksOf);
        table.waiting = [];
        table.size = 0;
        return Effect.flatMap(Database, (database) =>
          database.copyEncoded(
            `copy into ${schema === undefined ? name : `${schema}.${name}`}`,
            table.target,
            Stream.fromIterable(chunks).pipe(Stream.rechunk(1)),
          ),
        ).pipe(Effect.tap(() => Effect.sync(() => written.forEach(freeMemory))));
      },
      { discard: true },
    );
  }
}
