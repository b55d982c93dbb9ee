import { insertSelect } from "@trialflow/database";
import { type SponsorRole, stagingTrialSponsors, stagingTrials, trials } from "@trialflow/schema";
import { getTableColumns, sql } from "drizzle-orm";
import { touchedTrials } from "./touchedTrials.ts";

const lead: SponsorRole = "LEAD";

/**
 * Inserts the touched trials.
 *
 * Reads    staging.trials, staging.trial_sponsors, touched_trials
 * Writes   analytics.trials, one row per trial
 */
export const publishTrials = () =>
  insertSelect(
    trials,
    {
      ...getTableColumns(stagingTrials),
      lead_sponsor: sql`(select ${stagingTrialSponsors.name} from ${stagingTrialSponsors}
        where ${stagingTrialSponsors.nct_id} = ${stagingTrials.nct_id} and ${stagingTrialSponsors.lead_or_collaborator} = ${lead} limit 1)`,
    },
    sql`from ${stagingTrials} join ${touchedTrials} on ${touchedTrials.nct_id} = ${stagingTrials.nct_id}`,
  );
