import {
  loadContent,
  loads,
  rawCtgovLegacyCsv as raw,
  rejects,
  stagingTrials as staged,
  sourceStates as states,
} from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { balance } from "../checks/balance.ts";
import { stagedRuleVersion } from "./stagedRuleVersion.ts";

/** The rules by which staging was decoded. Where they set everything aside, only the source's state knows them. */
const ruleVersion = (loadId: number) => sql`coalesce(
  ${stagedRuleVersion},
  (select max(${states.staged_rule_version}) from ${states} where ${states.staged_load_id} = ${loadId}::bigint))`;

/**
 * Where an increment's record was set aside as a whole, the trial's earlier one stands again; a snapshot's leaves nothing behind.
 */
const isBroughtBack = (loadId: number) => sql`exists (
  select from ${loads} where ${loads.load_id} = ${loadId}::bigint and ${loads.extent} = 'increment')
  and exists (select from ${raw} where ${raw._record_id} = stands.record_id and ${raw.nct_number} = nct_id)`;

/** Asserts that what went into decoding came out of it: rows in are rows out and rows set aside, trial by trial. */
export const trialsAreStagedOrSetAside = balance({
  name: "every_trial_of_the_load_is_staged_or_set_aside",
  severity: "error",
  description:
    "Each trial that the load says something of is found once: its record in staging, or a reject of the record as a whole. Staging has no other trials.",
  table: staged,
  keys: ["nct_id"],
  tally: (loadId) => sql`
with content as materialized (select nct_id, record_id from (${loadContent(loadId)}) as content),
set_aside as materialized (
  select distinct ${rejects.record_id} as record_id from ${rejects}
  where ${rejects.scope} = 'record' and ${rejects.rule_version} = ${ruleVersion(loadId)}
)
select nct_id, (content.record_id is not null)::int as expected,
       (set_aside.record_id is not null)::int
         + case when stands.record_id is null then 0
                when content.record_id is null or stands.record_id = content.record_id then 1
                when set_aside.record_id is null or ${isBroughtBack(loadId)} then 0
                else 1 end as found,
       content.record_id as loaded_record, stands.record_id as staged_record, set_aside.record_id is not null as is_set_aside
from content
full join (select ${staged.nct_id} as nct_id, ${staged._record_id} as record_id from ${staged}) as stands using (nct_id)
left join set_aside on set_aside.record_id = content.record_id`,
});
