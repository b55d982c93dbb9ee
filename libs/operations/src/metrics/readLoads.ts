import { Database, type DatabaseError } from "@trialflow/database";
import { type LoadExtent, loadExtents, loads, rejects } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { countByKey } from "./countByKey.ts";
import type { LoadFacts } from "./WarehouseMetrics.ts";

type Sums = Omit<LoadFacts, "loads" | "lastRejectedRatio" | "usualRejectedRatio">;
type Row = { readonly key: LoadExtent; readonly count: number } & Sums;

const nothing: Sums = { bytes: 0, read: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0, vanished: 0 };
const sumKeys = Object.keys(nothing) as ReadonlyArray<keyof Sums>;

const total = (rows: ReadonlyArray<Row>): Sums =>
  rows.reduce<Sums>(
    (sums, row) => Object.fromEntries(sumKeys.map((key) => [key, sums[key] + row[key]])) as unknown as Sums,
    nothing,
  );

const sumOf = (column: AnyPgColumn) => sql`sum(${column})::float8`;

/**
 * Reads what all loads of the database brought, and which share of the newest one's rows something was set aside of, beside
 * what is usual: the median over up to 20 loads of the same extent before it.
 *
 * Reads    ops.loads; ops.rejects of up to 21 loads
 */
export const readLoads: Effect.Effect<LoadFacts, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const rows = yield* database.query("metrics.loads", (db) =>
    db.execute<Row>(sql`
      select ${loads.extent} as key, count(*)::float8 as count, ${sumOf(loads.size_bytes)} as bytes, ${sumOf(loads.rows_read)} as read,
             ${sumOf(loads.rows_new)} as new, ${sumOf(loads.rows_changed)} as changed, ${sumOf(loads.rows_unchanged)} as unchanged,
             ${sumOf(loads.rows_duplicate)} as duplicate, ${sumOf(loads.rows_rejected)} as rejected, ${sumOf(loads.rows_vanished)} as vanished
      from ${loads} group by ${loads.extent}`),
  );
  const [shares] = yield* database.query("metrics.rejected_share", (db) =>
    db.execute<{ readonly last: number | null; readonly usual: number | null; readonly before: number }>(sql`
      with newest as (
        select ${loads.load_id}, ${loads.rows_read}, row_number() over (order by ${loads.load_id} desc) as age from ${loads}
        where ${loads.rows_read} > 0
          and ${loads.extent} = (select ${loads.extent} from ${loads} where ${loads.rows_read} > 0 order by ${loads.load_id} desc limit 1)
        order by ${loads.load_id} desc limit 21
      ), shares as (
        select age, (select count(distinct ${rejects.row_number}) from ${rejects} where ${rejects.load_id} = newest.load_id)::float8
          / newest.rows_read as share
        from newest
      )
      select max(share) filter (where age = 1) as last, count(*) filter (where age > 1)::float8 as before,
             percentile_cont(0.5) within group (order by share) filter (where age > 1) as usual
      from shares`),
  );
  return {
    loads: countByKey(loadExtents, rows),
    ...total(rows),
    lastRejectedRatio: shares?.last ?? null,
    usualRejectedRatio: shares === undefined || shares.before < 3 ? null : shares.usual,
  };
});
