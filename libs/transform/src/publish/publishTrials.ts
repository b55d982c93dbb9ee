import { insertSelect } from "@trialflow/database";
import { type SponsorRole, stagingTrialSponsors, stagingTrials, trialRecords, trials } from "@trialflow/schema";
import { getTableColumns, sql } from "drizzle-orm";
import { touchedTrials } from "./touchedTrials.ts";

const lead: SponsorRole = "LEAD";

const columns = {
  ...getTableColumns(stagingTrials),
  lead_sponsor: sql`(select ${stagingTrialSponsors.name} from ${stagingTrialSponsors}
    where ${stagingTrialSponsors.nct_id} = ${stagingTrials.nct_id} and ${stagingTrialSponsors.lead_or_collaborator} = ${lead} limit 1)`,
};

const touched = sql`from ${stagingTrials} join ${touchedTrials} on ${touchedTrials.nct_id} = ${stagingTrials.nct_id}`;

/**
 * Inserts the touched trials.
 *
 * Reads    staging.trials, staging.trial_sponsors, touched_trials
 * Writes   analytics.trials, one row per trial
 */
export const publishTrials = () => insertSelect(trials, columns, touched);

/**
 * Keeps what the staged trials say, one row per record version. A version that was published before, by other rules, is
 * brought to these.
 *
 * Reads    staging.trials, staging.trial_sponsors
 * Writes   analytics.trial_records
 */
export const publishRecords = () => sql`${insertSelect(
  trialRecords,
  columns,
  sql`from ${stagingTrials}
where not exists (select from ${trialRecords} where ${trialRecords._record_id} = ${stagingTrials._record_id}
  and ${trialRecords._rule_version} = ${stagingTrials._rule_version})`,
)}
on conflict (${sql.identifier(trialRecords._record_id.name)}) do update set ${sql.join(
  Object.values(getTableColumns(trialRecords))
    .filter((column) => column.name !== trialRecords._record_id.name)
    .map((column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`),
  sql`, `,
)}`;
