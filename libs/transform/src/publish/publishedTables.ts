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
  trialConditions,
  trialDocuments,
  trialFunders,
  trialInterventions,
  trialLocations,
  trialOtherIds,
  trialOutcomes,
  trialPhases,
  trialSponsors,
} from "@trialflow/schema";
import { copyTrialEntries, type EntryCopy } from "./copyTrialEntries.ts";

/** The child tables of a trial in analytics, each with the statements that bring it to its staging twin. */
export const publishedChildTables: ReadonlyArray<EntryCopy> = [
  copyTrialEntries(stagingTrialConditions, trialConditions),
  copyTrialEntries(stagingTrialInterventions, trialInterventions),
  copyTrialEntries(stagingTrialOutcomes, trialOutcomes),
  copyTrialEntries(stagingTrialSponsors, trialSponsors),
  copyTrialEntries(stagingTrialFunders, trialFunders),
  copyTrialEntries(stagingTrialPhases, trialPhases),
  copyTrialEntries(stagingTrialLocations, trialLocations),
  copyTrialEntries(stagingTrialOtherIds, trialOtherIds),
  copyTrialEntries(stagingTrialDocuments, trialDocuments),
];
