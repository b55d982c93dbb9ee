import { Database, type DatabaseError } from "@trialflow/database";
import { type RejectStateName, rejectOutcomes, rejectStateNames, rejects } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { countByKey } from "./countByKey.ts";
import type { RejectFacts } from "./WarehouseMetrics.ts";

/**
 * Reads how many rejects there ever were of each reason, and how they stand.
 *
 * The states are those of `ops.reject_states`, counted from the other side: that view asks for the last outcome of each reject,
 * and most rejects have none. Whatever nobody touched is open.
 *
 * Reads    ops.rejects, ops.reject_outcomes
 */
export const readRejectCounts: Effect.Effect<ReadonlyArray<RejectFacts>, DatabaseError, Database> = Effect.gen(
  function* () {
    const database = yield* Database;
    const rows = yield* database.query("metrics.rejects", (db) =>
      db.execute<{ readonly reason: string; readonly state: RejectStateName | null; readonly count: number }>(sql`
        with last as (
          select distinct on (${rejectOutcomes.reject_id}) ${rejectOutcomes.reject_id}, ${rejectOutcomes.outcome}
          from ${rejectOutcomes} order by ${rejectOutcomes.reject_id}, ${rejectOutcomes.outcome_id} desc
        )
        select ${rejects.reason_code} as reason, null as state, count(*)::float8 as count from ${rejects} group by 1
        union all
        select ${rejects.reason_code}, case last.outcome when 'waived' then 'waived' when 'resolved' then 'resolved' else 'superseded' end,
               count(*)::float8
        from last join ${rejects} on ${rejects.reject_id} = last.reject_id where last.outcome <> 'reopened' group by 1, 2
        order by 1`),
    );
    return [...Map.groupBy(rows, ({ reason }) => reason)].map(([reason, found]) => {
      const ever = found.find(({ state }) => state === null)?.count ?? 0;
      const decided = found.flatMap(({ state, count }) => (state === null ? [] : [{ key: state, count }]));
      const open = ever - decided.reduce((sum, { count }) => sum + count, 0);
      return { reason, ever, states: { ...countByKey(rejectStateNames, decided), open } };
    });
  },
);
