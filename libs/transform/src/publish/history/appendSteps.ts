import { stagingTrials, trialVersions } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { touchedTrials } from "../touchedTrials.ts";
import { versionSteps } from "./versionSteps.ts";

const open = alias(trialVersions, "open_version");

const openVersions = sql`(select * from ${trialVersions} where ${trialVersions.valid_to} is null) as open_version`;

/** Of all trials; or of the touched ones, when the history has what else is staged. */
const stagedAndOpen = {
  all: sql`${stagingTrials} full join ${openVersions} on ${open.nct_id} = ${stagingTrials.nct_id}`,
  touched: sql`${touchedTrials}
left join ${stagingTrials} on ${stagingTrials.nct_id} = ${touchedTrials.nct_id}
left join ${openVersions} on ${open.nct_id} = ${touchedTrials.nct_id}`,
};

/**
 * Compares what is staged of trials with their open versions. Trials that say the same as before are not in it.
 *
 * Reads    staging.trials, analytics.trial_versions; touched_trials
 * Writes   version_steps, one row per trial whose open version ends or whose first version begins
 */
export const appendSteps = (
  of: keyof typeof stagedAndOpen,
  load: { readonly loadId: number; readonly validFrom: Date; readonly loadedAt: Date },
) => sql`
create temporary table ${versionSteps} on commit drop as
select coalesce(${stagingTrials.nct_id}, ${open.nct_id}) as nct_id,
       coalesce(${open.version_number}, 0) + 1 as version_number,
       case when ${open.nct_id} is null then 'appeared'
            when ${stagingTrials.nct_id} is null then 'vanished'
            when ${open.event} = 'vanished' then 'returned'
            else 'changed' end as event,
       ${load.validFrom.toISOString()}::timestamptz as valid_from,
       null::timestamptz as valid_to,
       ${load.loadId}::bigint as load_id,
       ${load.loadedAt.toISOString()}::timestamptz as recorded_at,
       coalesce(${stagingTrials._record_id}, ${open._record_id}) as record_id,
       ${open._record_id} as previous_record_id
from ${stagedAndOpen[of]}
where coalesce(${stagingTrials.nct_id}, ${open.nct_id}) is not null and case when ${stagingTrials.nct_id} is null then ${open.event} <> 'vanished'
           else ${open._record_id} is distinct from ${stagingTrials._record_id} or ${open.event} = 'vanished' end`;

/**
 * Ends the open versions of the trials that take a step.
 *
 * Writes   analytics.trial_versions
 */
export const closeVersions = () => sql`
update ${trialVersions} set ${sql.identifier(trialVersions.valid_to.name)} = ${versionSteps.valid_from}
from ${versionSteps}
where ${versionSteps.nct_id} = ${trialVersions.nct_id} and ${trialVersions.valid_to} is null`;
