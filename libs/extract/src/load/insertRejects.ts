import { insertSelect } from "@trialflow/database";
import { rejects } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { landing } from "../land/landing.ts";
import { incoming } from "./incoming.ts";

/** The version of the rules in this folder that set rows aside; a reject names it. */
export const loadRuleVersion = "load-1";

const isConflict = sql`${incoming.reject_reason} = 'conflicting_duplicate'`;

/**
 * Puts the rejected rows into the quarantine: what the reader could not take with its raw text; what has no usable
 * identity, or contradicts an earlier row, with a reference to its stored record.
 *
 * Reads    incoming, landing
 * Writes   ops.rejects, one row per rejected row
 */
export const insertRejects = (runId: string, loadId: number, at: Date) =>
  insertSelect(
    rejects,
    {
      reject_id: sql`(select coalesce(max(${rejects.reject_id}), 0) from ${rejects}) + row_number() over (order by ${incoming.row_number})`,
      run_id: sql`${runId}::uuid`,
      load_id: sql`${loadId}::bigint`,
      scope: sql`case when ${incoming.row_hash} is null then 'file_row' else 'record' end`,
      record_id: sql`case when ${incoming.row_hash} is not null then ${incoming.record_id} end`,
      nct_id: sql`case when ${isConflict} then ${incoming.nct_number} end`,
      row_number: incoming.row_number,
      line_number: incoming.line_number,
      field: sql`null`,
      position: sql`null::int`,
      reason_code: incoming.reject_reason,
      detail: sql`coalesce(${landing.reject_detail},
        case when ${isConflict} then 'an earlier row of the file has the same NCT number and other content; expected one row per trial'
             else 'found "' || coalesce(left(${landing.nct_number}, 40), '') || '" as NCT number; expected NCT and eight digits' end)`,
      raw_text: sql`coalesce(${landing.raw_text}, ${incoming.nct_number}, '')`,
      raw_bytes: landing.raw_bytes,
      is_raw_text_complete: sql`coalesce(${landing.is_raw_text_complete}, true)`,
      rule_version: sql`${loadRuleVersion}`,
      rejected_at: sql`${at.toISOString()}::timestamptz`,
    },
    sql`
from ${incoming}
join ${landing} on ${landing._row_number} = ${incoming.row_number}
where ${incoming.disposition} = 'rejected'
order by ${incoming.row_number}`,
  );
