import { Effect } from "effect";
import type postgres from "postgres";
import { classify } from "../classify.ts";
import type { DatabaseError } from "../errors.ts";

/** Opens a COPY and gives the chunks that the server sends. Whatever ends the query early destroys its stream with the reason. */
const read = async (client: postgres.Sql, statement: string): Promise<ReadonlyArray<Uint8Array>> => {
  const readable = await client.unsafe(statement).readable();
  return new Promise((resolve, reject) => {
    const chunks: Array<Uint8Array> = [];
    readable.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    readable.on("error", reject);
    readable.on("end", () => resolve(chunks));
  });
};

/** Joins chunks to bytes in memory of their own, which can be given away to another thread. */
const joined = (chunks: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0));
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.byteLength;
  }
  return bytes;
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
  Effect.tryPromise({ try: () => read(client, statement).then(joined), catch: classify(operation) });
