import { Database, type DatabaseError } from "@trialflow/database";
import { publications } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/** Which snapshots are published, seen from two days. Dates as `YYYY-MM-DD`, in UTC. */
export interface SnapshotRange {
  /** Days with a snapshot, all of them. */
  readonly count: number;
  /** Null before the first publication. */
  readonly first: string | null;
  readonly last: string | null;
  /** The newest one on the first of the two days or before: what a comparison starts from. */
  readonly before: string | null;
  /** The oldest one behind the second day. */
  readonly after: string | null;
  /** Those behind the first day, up to and with the second. */
  readonly within: ReadonlyArray<string>;
}

/** Sorts the days of snapshots by two days; they come in their order. */
export const snapshotRange = (
  days: ReadonlyArray<string>,
  { from, to }: { readonly from: string; readonly to: string },
): SnapshotRange => ({
  count: days.length,
  first: days.at(0) ?? null,
  last: days.at(-1) ?? null,
  before: days.findLast((day) => day <= from) ?? null,
  after: days.find((day) => day > to) ?? null,
  within: days.filter((day) => day > from && day <= to),
});

/** Reads which snapshots are published. Reads: ops.publications */
export const readSnapshotRange = (range: {
  readonly from: string;
  readonly to: string;
}): Effect.Effect<SnapshotRange, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const day = sql<string>`to_char(${publications.valid_from} at time zone 'UTC', 'YYYY-MM-DD')`;
    const rows = yield* database.query("history.snapshots", (db) =>
      db.selectDistinct({ day }).from(publications).orderBy(day),
    );
    return snapshotRange(
      rows.map((row) => row.day),
      range,
    );
  });
