import { insertSelect } from "@trialflow/database";
import { stagingTrials, trialVersions, versionEvents } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { alias, bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/**
 * Holds what this publication does to the history. A temporary table of the publishing transaction; one row per trial whose
 * open version ends or whose first version begins.
 */
export const versionSteps = pgTable("version_steps", {
  nct_id: text().primaryKey(),
  version_number: integer().notNull(),
  event: text({ enum: versionEvents }).notNull(),
  record_id: bigint({ mode: "number" }).notNull(),
  previous_record_id: bigint({ mode: "number" }),
});

const open = alias(trialVersions, "open_version");

/**
 * Compares staging with the open versions. Trials that say the same as before are not in it.
 *
 * Reads    staging.trials, analytics.trial_versions
 * Writes   version_steps
 */
export const findVersionSteps = () => sql`
create temporary table ${versionSteps} on commit drop as
select coalesce(${stagingTrials.nct_id}, ${open.nct_id}) as nct_id,
       coalesce(${open.version_number}, 0) + 1 as version_number,
       case when ${open.nct_id} is null then 'appeared'
            when ${stagingTrials.nct_id} is null then 'vanished'
            when ${open.event} = 'vanished' then 'returned'
            else 'changed' end as event,
       coalesce(${stagingTrials._record_id}, ${open._record_id}) as record_id,
       ${open._record_id} as previous_record_id
from ${stagingTrials}
full join (select * from ${trialVersions} where ${trialVersions.valid_to} is null) as open_version on ${open.nct_id} = ${stagingTrials.nct_id}
where case when ${stagingTrials.nct_id} is null then ${open.event} <> 'vanished'
           else ${open._record_id} is distinct from ${stagingTrials._record_id} or ${open.event} = 'vanished' end`;

/** Ends the open versions of the trials that take a step. */
export const closeVersions = (at: Date) => sql`
update ${trialVersions} set ${sql.identifier(trialVersions.valid_to.name)} = ${at.toISOString()}::timestamptz
from ${versionSteps}
where ${versionSteps.nct_id} = ${trialVersions.nct_id} and ${trialVersions.valid_to} is null`;

/**
 * Begins the new versions.
 *
 * Reads    version_steps
 * Writes   analytics.trial_versions, one row per trial that takes a step
 */
export const openVersions = (load: { readonly loadId: number; readonly snapshotAt: Date; readonly loadedAt: Date }) =>
  insertSelect(
    trialVersions,
    {
      nct_id: versionSteps.nct_id,
      version_number: versionSteps.version_number,
      event: versionSteps.event,
      valid_from: sql`${load.snapshotAt.toISOString()}::timestamptz`,
      valid_to: sql`null::timestamptz`,
      recorded_at: sql`${load.loadedAt.toISOString()}::timestamptz`,
      _record_id: versionSteps.record_id,
      _load_id: sql`${load.loadId}::bigint`,
    },
    sql`from ${versionSteps}`,
  );
