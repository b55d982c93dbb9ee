import { currentRejects, stagingTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { limitText, type RejectLimit } from "./RejectLimit.ts";

const prefix = "rejects_of_";
const suffix = "_are_within_limit";

/** Names the check of a reason's limit. */
export const limitCheckName = (reason: string): string => `${prefix}${reason}${suffix}`;

/** Tells the reason whose limit a check keeps; null for any other check. */
export const limitedReason = (checkName: string): string | null =>
  checkName.startsWith(prefix) && checkName.endsWith(suffix) ? checkName.slice(prefix.length, -suffix.length) : null;

/** What the checks look at: a load that staging holds, decoded by a version of the rules. */
export interface StagedContent {
  readonly loadId: number;
  readonly ruleVersion: string | null;
}

/**
 * Asserts that the open rejects of a reason are within their limit. Counted are trials (for rows that are no trial: rows), so that one
 * trial with twenty unknown sites is one; what was waived does not count.
 *
 * Reads   ops.reject_states, raw.ctgov_legacy_csv_rows, staging.trials
 */
export const rejectLimitCheck = (limit: RejectLimit, { loadId, ruleVersion }: StagedContent): Check => {
  const { reason, ...tolerance } = limit;
  const wanted = sql`(${currentRejects(loadId, ruleVersion)}) as found`;
  const isCounted = sql`found.reason_code = ${reason} and found.state = 'open'`;
  const sample = (rows: number): SQL => sql`
select jsonb_build_object('reject_id', found.reject_id) as row_key,
       jsonb_build_object('nct_id', found.nct_id, 'field', found.field, 'raw_text', left(found.raw_text, 200)) as row_values
from ${wanted} where ${isCounted} order by found.reject_id limit ${rows}`;
  return {
    name: limitCheckName(reason),
    kind: "reject_limit",
    severity: "error",
    description: `At most ${limitText(limit)} have a reject of reason ${reason} that nobody waived.`,
    table: stagingTrials,
    tolerance,
    where: undefined,
    key: [],
    rule: {
      _tag: "RowSet",
      // Rows and records that were set aside as a whole are trials of the load, too.
      count: () => sql`
select (select count(*) from ${stagingTrials})
         + count(distinct (found.load_id, found.row_number)) filter (where found.scope <> 'field' and found.state in ('open', 'waived')) as checked,
       count(distinct (found.load_id, found.row_number)) filter (where ${isCounted}) as failed
from ${wanted}`,
      sample,
    },
  };
};
