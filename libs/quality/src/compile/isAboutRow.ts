import { Column, is, Param, type SQL, StringChunk } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { chunksOf } from "./chunksOf.ts";
import { WholeValue } from "./WholeValue.ts";

/** Words by which SQL speaks of more than a row: of other rows, of the clock, of chance. */
const beyondRow =
  /\b(select|over|now|today|yesterday|tomorrow|current_\w+|localtime\w*|timeofday|\w+_timestamp|age|random\w*|nextval|currval|gen_random_uuid|pg_\w+)\b/i;

const isPlain = (chunk: unknown): boolean =>
  chunk === undefined || chunk === null || chunk instanceof Date || !["object", "function"].includes(typeof chunk);

/**
 * Tells whether an expression is decided by a row of the table alone, so that it says of the same row the same at any time.
 *
 * Of what it does not know it says no. A {@link WholeValue} is no part of the row: `isSame` tells whether it is what it was.
 */
export const isAboutRow = (expression: SQL, table: PgTable, isSame: (value: WholeValue) => boolean): boolean =>
  [...chunksOf(expression)].every((chunk) => {
    if (is(chunk, StringChunk)) return !beyondRow.test(chunk.value.join(""));
    if (is(chunk, Column)) return chunk.table === table;
    if (is(chunk, Param)) return isPlain(chunk.value) || Array.isArray(chunk.value);
    return chunk instanceof WholeValue ? isSame(chunk) : isPlain(chunk);
  });
