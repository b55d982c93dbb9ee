import { stagingTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { outdatedTrials } from "./pendingRecords.ts";
import { stagedChildTables } from "./stagedTables.ts";

/**
 * Removes the staged rows of outdated trials, children first.
 *
 * Reads    outdated_trials
 * Writes   staging.trials and its child tables
 */
export const deleteOutdated = (): ReadonlyArray<SQL> =>
  [...Object.values(stagedChildTables), stagingTrials].map(
    (table) => sql`delete from ${table} using ${outdatedTrials} where ${outdatedTrials.nct_id} = ${table.nct_id}`,
  );
