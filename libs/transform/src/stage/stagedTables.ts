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

/** The child tables of a trial in staging, by the name of the list in a decoded trial. */
export const stagedChildTables = {
  conditions: stagingTrialConditions,
  interventions: stagingTrialInterventions,
  outcomes: stagingTrialOutcomes,
  sponsors: stagingTrialSponsors,
  funders: stagingTrialFunders,
  phases: stagingTrialPhases,
  locations: stagingTrialLocations,
  otherIds: stagingTrialOtherIds,
  documents: stagingTrialDocuments,
} as const;

/** All tables of staging. */
export const stagedTables = [stagingTrials, ...Object.values(stagedChildTables)];
