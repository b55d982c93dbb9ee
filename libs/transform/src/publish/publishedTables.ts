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
import type { SQL } from "drizzle-orm";
import { copyTrialEntries } from "./copyTrialEntries.ts";

/** A child table of analytics with the statement that fills it from its staging twin for the touched trials. */
const childTables = {
  conditions: { table: trialConditions, fill: () => copyTrialEntries(stagingTrialConditions, trialConditions) },
  interventions: {
    table: trialInterventions,
    fill: () => copyTrialEntries(stagingTrialInterventions, trialInterventions),
  },
  outcomes: { table: trialOutcomes, fill: () => copyTrialEntries(stagingTrialOutcomes, trialOutcomes) },
  sponsors: { table: trialSponsors, fill: () => copyTrialEntries(stagingTrialSponsors, trialSponsors) },
  funders: { table: trialFunders, fill: () => copyTrialEntries(stagingTrialFunders, trialFunders) },
  phases: { table: trialPhases, fill: () => copyTrialEntries(stagingTrialPhases, trialPhases) },
  locations: { table: trialLocations, fill: () => copyTrialEntries(stagingTrialLocations, trialLocations) },
  otherIds: { table: trialOtherIds, fill: () => copyTrialEntries(stagingTrialOtherIds, trialOtherIds) },
  documents: { table: trialDocuments, fill: () => copyTrialEntries(stagingTrialDocuments, trialDocuments) },
};

/** The child tables of a trial in analytics. */
export const publishedChildTables: ReadonlyArray<(typeof childTables)[keyof typeof childTables] & { fill: () => SQL }> =
  Object.values(childTables);
