import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { PipelineError } from "../errors.ts";
import { readSourceState } from "../ledger/sourceState.ts";
import { demandLoad } from "./demandLoad.ts";
import { type RejectEntry, type RejectRow, rejectEntry } from "./RejectEntry.ts";
import { type RejectFilter, selectRejects } from "./RejectFilter.ts";

/** The first of the rejects that were asked for, in the order of file and line, and how many there are. */
export interface RejectList {
  readonly total: number;
  readonly rejects: ReadonlyArray<RejectEntry>;
}

/**
 * Reads rejects of a source with their present state.
 *
 * Reads    ops.reject_states; raw, for what belongs to the present content
 * Errors   {@link PipelineError} `UnknownLoad`
 */
export const readRejects = (
  source: string,
  filter: RejectFilter,
  limit: number | null,
): Effect.Effect<RejectList, DatabaseError | PipelineError, Database> =>
  Effect.gen(function* () {
    yield* demandLoad("rejects.list", filter.loadId);
    const database = yield* Database;
    const state = yield* readSourceState(source);
    const rows = yield* database.query("rejects.list", (db) =>
      db.execute<RejectRow & { readonly total: number }>(sql`
        select wanted.*, (count(*) over ())::int as total from (${selectRejects(filter, state)}) as wanted
        order by wanted.load_id, wanted.row_number, wanted.field, wanted.position, wanted.reject_id
        limit ${limit}::bigint`),
    );
    return { total: rows[0]?.total ?? 0, rejects: rows.map(rejectEntry) };
  });
