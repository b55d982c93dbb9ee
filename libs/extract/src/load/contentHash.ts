import { createHash } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import type { JudgedRows } from "../land/RowJudge.ts";
import { incoming } from "./incoming.ts";

const hash = sql`coalesce(${incoming.row_hash}, ${incoming.raw_hash})`;
const reason = sql`coalesce(${incoming.reject_reason}, '')`;

const joined = (separator: string): SQL => sql`
select coalesce(string_agg(hashed, ${sql.raw(`'${separator}'`)}), '') as text from (
  select encode(${hash}, 'hex') || ${reason} as hashed from ${incoming} order by ${hash}, ${reason} collate "C"
) ordered`;

/** So many digits are handed to the hash at once. */
const PIECE_LENGTH = 65_536;

/** Hashes texts in their order, which both lists have. */
const hashMerged = (settled: Iterable<string>, others: ReadonlyArray<string>): string => {
  const digest = createHash("sha256");
  let text = "";
  const add = (row: string) => {
    text += row;
    if (text.length < PIECE_LENGTH) return;
    digest.update(text);
    text = "";
  };
  let done = 0;
  for (const row of settled) {
    for (let other = others[done]; other !== undefined && other < row; other = others[++done]) add(other);
    add(row);
  }
  for (const other of others.slice(done)) add(other);
  return digest.update(text).digest("hex");
};

/**
 * Computes a load's content hash, which depends on the rows' order only where the first of several contradicting rows counts: why a row is
 * rejected is part of it. It is the SHA-256 of the rows' hashes in hexadecimal digits, each followed by its reason, in their order.
 *
 * The server does that where no row is settled, as in a first load; else the hashes of the others come here, to take their places between those.
 *
 * Reads    incoming
 */
export const readContentHash = ({
  settledCount,
  settledHashes,
}: Pick<JudgedRows, "settledCount" | "settledHashes">): Effect.Effect<string, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const statement =
      settledCount === 0
        ? sql`select encode(sha256(convert_to(text, 'UTF8')), 'hex') as text from (${joined("")}) joined`
        : joined(" ");
    const [row] = yield* database.query("load.hash", (db) => db.execute<{ text: string }>(statement));
    const { text = "" } = row ?? {};
    return settledCount === 0 ? text : hashMerged(settledHashes, text === "" ? [] : text.split(" "));
  });
