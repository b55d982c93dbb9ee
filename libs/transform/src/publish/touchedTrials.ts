import { stagingTrials, trials, unpublishedTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { pgTable, text } from "drizzle-orm/pg-core";

/** Names the trials whose published rows are not those of staging. A temporary table of the publishing transaction; one row per trial. */
export const touchedTrials = pgTable("touched_trials", { nct_id: text().primaryKey() });

/** Another record version, another rule version, or on one side only. */
const isOther = sql`(${trials._record_id} is distinct from ${stagingTrials._record_id} or ${trials._rule_version} is distinct from ${stagingTrials._rule_version})`;

/**
 * Finds the trials to publish anew, to add and to remove: all that are staged as long as nothing is published, then those among the
 * unpublished ones that differ. A trial that was staged anew and is again as it was published is not touched.
 *
 * Reads    staging.unpublished_trials, of its trials staging.trials and analytics.trials
 * Writes   touched_trials
 */
export const findTouchedTrials = (): ReadonlyArray<SQL> => [
  sql`create temporary table ${touchedTrials} on commit drop as
select ${stagingTrials.nct_id} from ${stagingTrials} where not exists (select from ${trials})
union all
select ${unpublishedTrials.nct_id} from ${unpublishedTrials}
left join ${stagingTrials} on ${stagingTrials.nct_id} = ${unpublishedTrials.nct_id}
left join ${trials} on ${trials.nct_id} = ${unpublishedTrials.nct_id}
where exists (select from ${trials}) and ${isOther}`,
  sql`create unique index on ${touchedTrials} (nct_id)`,
  sql`analyze ${touchedTrials}`,
];
