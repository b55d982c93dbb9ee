import { trials, unpublishedTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { outdatedTrials, pendingRecords } from "./pendingRecords.ts";

/**
 * Notes the trials whose staged rows this pass writes or removes, so that publishing need not look at the others. Before anything is
 * published all are new, and none is noted.
 *
 * Reads    pending_records, outdated_trials
 * Writes   staging.unpublished_trials
 */
export const noteUnpublished = (): SQL => sql`
insert into ${unpublishedTrials}
select named.nct_id
from (select ${pendingRecords.nct_id} from ${pendingRecords} union select ${outdatedTrials.nct_id} from ${outdatedTrials}) named
where exists (select from ${trials})
on conflict do nothing`;
