import {
  loads,
  publications,
  rawCtgovLegacyCsvRows,
  stagingTrials,
  trialChanges,
  trialRecords,
  trialVersions,
} from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { alias, pgTable, text } from "drizzle-orm/pg-core";
import { versionSteps } from "./versionSteps.ts";

/** Names the trials whose history is written anew. A temporary table of the publishing transaction; one row per trial. */
const rewrittenTrials = pgTable("rewritten_trials", { nct_id: text().primaryKey() });

const then = alias(trialVersions, "version_then");

/**
 * Finds the trials whose history a load changes that is inserted at a moment in the past: those of which staging, which holds the
 * load, says something else than the history did about that moment.
 *
 * Reads    staging.trials, analytics.trial_versions
 * Writes   rewritten_trials
 */
export const findRewrittenTrials = (validFrom: Date) => {
  const moment = sql`${validFrom.toISOString()}::timestamptz`;
  return [
    sql`create temporary table ${rewrittenTrials} on commit drop as
select coalesce(${stagingTrials.nct_id}, ${then.nct_id}) as nct_id
from ${stagingTrials}
full join (
  select * from ${trialVersions}
  where ${trialVersions.valid_from} <= ${moment} and (${trialVersions.valid_to} > ${moment} or ${trialVersions.valid_to} is null)
    and ${trialVersions.event} <> 'vanished'
) as version_then on ${then.nct_id} = ${stagingTrials.nct_id}
where ${then._record_id} is distinct from ${stagingTrials._record_id}`,
    sql`create unique index on ${rewrittenTrials} (nct_id)`,
    sql`analyze ${rewrittenTrials}`,
  ];
};

/**
 * Puts together the whole history of these trials from the publications and the rows of their files.
 *
 * A snapshot says of every trial what it is or that it is not there; an increment speaks of its own trials only. The sample's
 * publications do not count once there are others.
 *
 * Reads    rewritten_trials, ops.publications, raw.ctgov_legacy_csv_rows, analytics.trial_records
 * Writes   version_steps, one row per trial and version
 */
export const rebuildSteps = (source: string) => sql`
create temporary table ${versionSteps} on commit drop as
with counted as (
  select ${publications.load_id}, ${publications.valid_from}, ${loads.loaded_at}, ${loads.extent}, ${loads.origin},
         row_number() over (order by ${publications.valid_from}, ${publications.publication_id}) as place
  from ${publications}
  join ${loads} on ${loads.load_id} = ${publications.load_id}
  where ${publications.source} = ${source}
), publication as (
  select * from counted where origin <> 'sample' or not exists (select from counted where origin <> 'sample')
), said as (
  select publication.place, ${trialRecords.nct_id} as nct_id, ${trialRecords._record_id} as record_id
  from ${rewrittenTrials}
  join ${trialRecords} on ${trialRecords.nct_id} = ${rewrittenTrials.nct_id}
  join ${rawCtgovLegacyCsvRows} on ${rawCtgovLegacyCsvRows.record_id} = ${trialRecords._record_id}
  join publication on publication.load_id = ${rawCtgovLegacyCsvRows.load_id}
  where ${rawCtgovLegacyCsvRows.disposition} in ('new', 'changed', 'unchanged')
), state as (
  select ${rewrittenTrials.nct_id} as nct_id, publication.*, said.record_id,
         lag(said.record_id) over trial as before_id,
         -- The content that was seen last, also when the trial had vanished in between.
         max(said.record_id) filter (where said.record_id is not null) over (trial rows between unbounded preceding and 1 preceding) is not null as was_seen
  from ${rewrittenTrials}
  cross join publication
  left join said on said.nct_id = ${rewrittenTrials.nct_id} and said.place = publication.place
  where publication.extent = 'snapshot' or said.record_id is not null
  window trial as (partition by ${rewrittenTrials.nct_id} order by publication.place)
), step as (
  select state.*,
         case when record_id is null then 'vanished'
              when not was_seen then 'appeared'
              when before_id is null then 'returned'
              else 'changed' end as event
  from state
  where record_id is distinct from before_id
)
select nct_id,
       (row_number() over trial)::int as version_number,
       event,
       valid_from,
       lead(valid_from) over trial as valid_to,
       load_id,
       loaded_at as recorded_at,
       coalesce(record_id, before_id) as record_id,
       lag(coalesce(record_id, before_id)) over trial as previous_record_id
from step
window trial as (partition by nct_id order by place)`;

/**
 * Removes the history of the trials that is written anew.
 *
 * Writes   analytics.trial_changes, analytics.trial_versions
 */
export const deleteRewritten = () =>
  [trialChanges, trialVersions].map((table) => ({
    table,
    statement: sql`delete from ${table} using ${rewrittenTrials} where ${rewrittenTrials.nct_id} = ${table.nct_id}`,
  }));
