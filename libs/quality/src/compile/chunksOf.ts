import { is, SQL } from "drizzle-orm";

const flattened = function* (chunk: unknown): Generator<unknown> {
  if (Array.isArray(chunk)) for (const part of chunk) yield* flattened(part);
  else if (is(chunk, SQL)) yield* chunksOf(chunk);
  else yield chunk;
};

/** Gives what a statement is put together from: text, columns, tables, values; what stands in statements within it, too. */
export const chunksOf = function* (statement: SQL): Generator<unknown> {
  for (const chunk of statement.queryChunks) yield* flattened(chunk);
};
