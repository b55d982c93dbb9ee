import {
  loadContent,
  loads,
  rawCtgovLegacyCsv as raw,
  rejects,
  rawCtgovLegacyCsvRows as rows,
  stagingTrials as staged,
  sourceStates as states,
} from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { balance } from "../checks/balance.ts";
import { stagedRuleVersion } from "./stagedRuleVersion.ts";

/** The rules by which staging was decoded. Where they set everything aside, only the source's state knows them. */
const ruleVersion = (loadId: number) => sql`coalesce(
  ${stagedRuleVersion},
  (select max(${states.staged_rule_version}) from ${states} where ${states.staged_load_id} = ${loadId}::bigint))`;

const extent = (loadId: number) =>
  sql`(select ${loads.extent} from ${loads} where ${loads.load_id} = ${loadId}::bigint)`;

/**
 * What a snapshot states, one record per trial: what {@link loadContent} gives of it, in a form that the server reads in parallel. It has no
 * statistics of dispositions, and takes what is not one for most rows, what is one for few.
 */
const stated = (loadId: number) => sql`
select ${raw.nct_number} as nct_id, ${rows.record_id} as record_id
from ${rows}
join ${raw} on ${raw._record_id} = ${rows.record_id}
where ${rows.load_id} = ${loadId}::bigint and ${rows.disposition} not in ('duplicate', 'rejected')`;

/**
 * Where an increment's record was set aside as a whole, the trial's earlier one stands again; a snapshot's leaves nothing behind.
 */
const isBroughtBack = (loadId: number) => sql`(${extent(loadId)} = 'increment'
  and exists (select from ${raw} where ${raw._record_id} = stands.record_id and ${raw.nct_number} = nct_id))`;

/** `isLeft` tells of a staged record whether it stands in the place of one that was set aside. */
const tallyOf = (loadId: number, content: SQL, isLeft: SQL): SQL => sql`
select nct_id, (content.record_id is not null)::int as expected,
       (set_aside.record_id is not null)::int
         + case when stands.record_id is null then 0
                when content.record_id is null or stands.record_id = content.record_id then 1
                when set_aside.record_id is null or ${isLeft} then 0
                else 1 end as found,
       content.record_id as loaded_record, stands.record_id as staged_record, set_aside.record_id is not null as is_set_aside
from (${content}) as content
full join (select ${staged.nct_id} as nct_id, ${staged._record_id} as record_id from ${staged}) as stands using (nct_id)
left join (
  select distinct ${rejects.record_id} as record_id from ${rejects}
  where ${rejects.scope} = 'record' and ${rejects.rule_version} = ${ruleVersion(loadId)}
) as set_aside on set_aside.record_id = content.record_id`;

/** Asserts that what went into decoding came out of it: rows in are rows out and rows set aside, trial by trial. */
export const trialsAreStagedOrSetAside = balance({
  name: "every_trial_of_the_load_is_staged_or_set_aside",
  severity: "error",
  description:
    "Each trial that the load says something of is found once: its record in staging, or a reject of the record as a whole. Staging has no other trials.",
  table: staged,
  keys: ["nct_id"],
  tally: (loadId) => [
    sql`${tallyOf(loadId, stated(loadId), sql`false`)} where ${extent(loadId)} = 'snapshot'`,
    sql`${tallyOf(loadId, loadContent(loadId), isBroughtBack(loadId))} where ${extent(loadId)} is distinct from 'snapshot'`,
  ],
});
