import { Effect } from "effect";
import type postgres from "postgres";
import { classify } from "../classify.ts";
import type { DatabaseError } from "../errors.ts";

/**
 * Joins chunks to bytes in memory of their own, which can be given away to another thread.
 *
 * Each chunk, a row, is copied as it comes: thousands that wait for the last would outlive the young generation. The memory behind them is
 * what the driver took from its socket. It is given back when the first chunk from other memory shows that the driver has done with it,
 * because the garbage collector sees of it only small handles. Small memory may be a pool that others share.
 */
class JoinedChunks {
  #memory = new ArrayBuffer(1 << 16);
  #bytes = new Uint8Array(this.#memory);
  #size = 0;
  #source: ArrayBufferLike | null = null;

  add(chunk: Uint8Array): void {
    const size = this.#size + chunk.byteLength;
    if (size > this.#memory.byteLength) {
      this.#memory = this.#memory.transfer(Math.max(size, 2 * this.#memory.byteLength));
      this.#bytes = new Uint8Array(this.#memory);
    }
    this.#bytes.set(chunk, this.#size);
    this.#size = size;
    const source = this.#source;
    if (chunk.buffer === source) return;
    if (source instanceof ArrayBuffer && source.byteLength > Buffer.poolSize) source.transfer(0);
    this.#source = chunk.buffer;
  }

  take(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.transfer(this.#size));
  }
}

/** Opens a COPY and gives all that the server sends. Whatever ends the query early destroys its stream with the reason. */
const read = async (client: postgres.Sql, statement: string): Promise<Uint8Array<ArrayBuffer>> => {
  const readable = await client.unsafe(statement).readable();
  return new Promise((resolve, reject) => {
    const joined = new JoinedChunks();
    readable.on("data", (chunk: Uint8Array) => joined.add(chunk));
    readable.on("error", reject);
    readable.on("end", () => resolve(joined.take()));
  });
};

/**
 * Runs `COPY ... TO STDOUT` and gives all that the server sends. For a page of rows: everything is held in memory.
 *
 * Errors   {@link DatabaseError}
 */
export const copyOut = (
  client: postgres.Sql,
  operation: string,
  statement: string,
): Effect.Effect<Uint8Array<ArrayBuffer>, DatabaseError> =>
  Effect.tryPromise({ try: () => read(client, statement), catch: classify(operation) });
