import {
  stagingTrialConditions,
  stagingTrialDocuments,
  stagingTrialFunders,
  stagingTrialInterventions,
  stagingTrialLocations,
  stagingTrialOtherIds,
  stagingTrialOutcomes,
  stagingTrialPhases,
  stagingTrialSponsors,
  stagingTrials,
} from "@trialflow/schema";
import { sql } from "drizzle-orm";

/** Empties staging: no foreign key ties its lists to its trials. */
export const emptyStaging = sql`truncate ${stagingTrials}, ${stagingTrialConditions}, ${stagingTrialDocuments}, ${stagingTrialFunders},
  ${stagingTrialInterventions}, ${stagingTrialLocations}, ${stagingTrialOtherIds}, ${stagingTrialOutcomes}, ${stagingTrialPhases}, ${stagingTrialSponsors}`;
