import { Database, type DatabaseError } from "@trialflow/database";
import { loads, runs, sourceStates, steps } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { PublicationFacts, WarehouseMetrics } from "./WarehouseMetrics.ts";

/**
 * Reads what is published of a source, of when, and how many rows each table of analytics has.
 *
 * The rows are those that the newest publication counted and wrote into its step: nothing else writes analytics, and whoever
 * reads the ledger needs no right there.
 *
 * Reads    ops.source_states, ops.loads, one row; ops.runs, ops.steps of the run that published
 */
export const readPublication = (
  source: string,
): Effect.Effect<Pick<WarehouseMetrics, "publication" | "tableRows">, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [publication] = yield* database.query("metrics.publication", (db) =>
      db.execute<PublicationFacts & Record<string, unknown>>(sql`
        select extract(epoch from ${loads.snapshot_at})::float8 as "snapshotAt",
               extract(epoch from ${sourceStates.published_at})::float8 as "publishedAt"
        from ${sourceStates} join ${loads} on ${loads.load_id} = ${sourceStates.published_load_id}
        where ${sourceStates.source} = ${source} and ${sourceStates.published_at} is not null`),
    );
    const [counted] = yield* database.query("metrics.table_rows", (db) =>
      db.execute<{ readonly tables: Readonly<Record<string, number>> }>(sql`
        select ${steps.details} -> 'tables' as tables
        from ${runs} join ${steps} on ${steps.run_id} = ${runs.run_id}
        where ${runs.started_at} <= (select ${sourceStates.published_at} from ${sourceStates} where ${sourceStates.source} = ${source})
          and ${steps.name} = 'publish' and ${steps.status} = 'succeeded' and ${steps.details} ? 'tables'
        order by ${runs.started_at} desc, ${steps.ordinal} desc limit 1`),
    );
    return { publication: publication ?? null, tableRows: counted?.tables ?? {} };
  });
