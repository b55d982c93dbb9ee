import { type SQL, sql } from "drizzle-orm";
import { rejectStates } from "../tables/ops/index.ts";
import { loadContent } from "./loadContent.ts";

/**
 * Selects what the present content of a source has in quarantine, whatever its state. Shape: the columns of `ops.reject_states`.
 *
 * Those are the load's own rejected rows, and of each record of its content what the rules `ruleVersion` set aside: now, or when
 * the same record came with an earlier load, at which the reject then stands.
 */
export const currentRejects = (loadId: number | null, ruleVersion: string | SQL | null): SQL => sql`
with content as materialized (select record_id from (${loadContent(loadId, typeof ruleVersion === "string" ? ruleVersion : null)}) as content)
select * from ${rejectStates}
where (${rejectStates.load_id} = ${loadId}::bigint and not exists (select from content where content.record_id = ${rejectStates.record_id}))
   or (${rejectStates.rule_version} = (${ruleVersion})::text and ${rejectStates.field} is not null
       and exists (select from content where content.record_id = ${rejectStates.record_id}))`;
