import { stagingTrials, trials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { pgTable, text } from "drizzle-orm/pg-core";

/** Names the trials whose published rows are not those of staging. A temporary table of the publishing transaction; one row per trial. */
export const touchedTrials = pgTable("touched_trials", { nct_id: text().primaryKey() });

/**
 * Finds the trials to publish anew, to add and to remove: another record version, another rule version, or on one side only.
 *
 * Reads    staging.trials, analytics.trials
 * Writes   touched_trials
 */
export const findTouchedTrials = () => [
  sql`create temporary table ${touchedTrials} on commit drop as
select coalesce(${stagingTrials.nct_id}, ${trials.nct_id}) as nct_id
from ${stagingTrials}
full join ${trials} on ${trials.nct_id} = ${stagingTrials.nct_id}
where ${trials._record_id} is distinct from ${stagingTrials._record_id}
   or ${trials._rule_version} is distinct from ${stagingTrials._rule_version}`,
  sql`create unique index on ${touchedTrials} (nct_id)`,
  sql`analyze ${touchedTrials}`,
];
