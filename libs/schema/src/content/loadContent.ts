import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { loads, publications, rejects } from "../tables/ops/index.ts";
import { rawCtgovLegacyCsv, rawCtgovLegacyCsvRows } from "../tables/raw/index.ts";

const later = alias(loads, "later");

/**
 * Tells whether a load of the ledger lies in the past: it has a date, and a snapshot of a later date is published.
 *
 * `load` names a row of `ops.loads` in the surrounding statement.
 */
export const liesInPast = (load: Pick<typeof loads, "source" | "snapshot_date">): SQL => sql`exists (
  select from ${publications}
  join ${loads} as later on ${later.load_id} = ${publications.load_id}
  where ${publications.source} = ${load.source} and ${later.snapshot_date} > ${load.snapshot_date})`;

/** Which of a load's rows are content. Told by the others: these are few, and a planner without statistics of them then expects few. */
export const saysWhatATrialIs = sql`${rawCtgovLegacyCsvRows.disposition} not in ('duplicate', 'rejected')`;

/** The rows of a load that say what a trial is: one per trial that the file states. */
const stated = (loadIds: SQL): SQL => sql`
select ${rawCtgovLegacyCsv.nct_number} as nct_id, ${rawCtgovLegacyCsvRows.record_id} as record_id, ${rawCtgovLegacyCsvRows.load_id} as load_id,
       ${rawCtgovLegacyCsvRows.row_number} as row_number, ${rawCtgovLegacyCsvRows.line_number} as line_number
from ${rawCtgovLegacyCsvRows}
join ${rawCtgovLegacyCsv} on ${rawCtgovLegacyCsv._record_id} = ${rawCtgovLegacyCsvRows.record_id}
where ${rawCtgovLegacyCsvRows.load_id} in (${loadIds}) and ${saysWhatATrialIs}`;

const isSetAside = (ruleVersion: string | null): SQL => sql`exists (
  select from ${rejects}
  where ${rejects.record_id} = said.record_id and ${rejects.scope} = 'record' and ${rejects.rule_version} = ${ruleVersion})`;

/**
 * Selects the content that a load gives its source. Shape: `nct_id`, `record_id`, and the place (`load_id`, `row_number`, `line_number`) where
 * the record stands. Grain: one row per trial.
 *
 * A snapshot's content is what its file states. An increment's is that on top of the publications before it, back to the last
 * snapshot; there a record that the rules `ruleVersion` set aside as a whole does not hide the trial's earlier one. Without rules
 * it is what the files state. A snapshot's is read without the tables of this statement, so that the server may do it in parallel.
 */
export const loadContent = (loadId: number | null, ruleVersion: string | null = null): SQL => sql`
with load as (
  select ${loads.load_id}, ${loads.source}, ${loads.extent}, ${loads.origin}, own.publication_id, own.valid_from,
         case when ${liesInPast(loads)} then ${loads.snapshot_at} end as past_at
  from ${loads}
  left join lateral (
    select ${publications.publication_id}, ${publications.valid_from} from ${publications}
    where ${publications.load_id} = ${loads.load_id}
    order by ${publications.valid_from} desc, ${publications.publication_id} desc limit 1
  ) own on true
  where ${loads.load_id} = ${loadId}::bigint
), earlier as (
  select ${publications.load_id}, ${loads.extent}, row_number() over (order by ${publications.valid_from}, ${publications.publication_id}) as place
  from load
  join ${publications} on ${publications.source} = load.source
  join ${loads} on ${loads.load_id} = ${publications.load_id} and (${loads.origin} = 'sample') = (load.origin = 'sample')
  where load.extent = 'increment'
    and case when load.publication_id is not null
               then (${publications.valid_from}, ${publications.publication_id}) < (load.valid_from, load.publication_id)
             when load.past_at is not null then ${publications.valid_from} <= load.past_at
             else true end
), base as (
  select * from earlier where place >= coalesce((select max(place) from earlier where extent = 'snapshot'), 0)
), own as (
  select said.* from (${stated(sql`${loadId}::bigint`)}) said
  where (select extent from load) = 'increment' and not ${isSetAside(ruleVersion)}
)
select said.nct_id, said.record_id, said.load_id, said.row_number, said.line_number
from (${stated(sql`${loadId}::bigint`)}) said
where (select ${loads.extent} from ${loads} where ${loads.load_id} = ${loadId}::bigint) = 'snapshot'
union all
select nct_id, record_id, load_id, row_number, line_number from own
union all
(select distinct on (said.nct_id) said.nct_id, said.record_id, said.load_id, said.row_number, said.line_number
 from base
 join (${stated(sql`select load_id from base`)}) said on said.load_id = base.load_id
 where not exists (select from own where own.nct_id = said.nct_id)
   and (base.extent = 'snapshot' or not ${isSetAside(ruleVersion)})
 order by said.nct_id, base.place desc)`;
