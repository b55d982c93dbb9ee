import {
  type ctgovLegacyCsv,
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

/** A name of a column of the classic export, as rejects give it. */
type SourceField = keyof typeof ctgovLegacyCsv.columns;

const list = <Staged, Published>(name: string, staged: Staged, published: Published, field: SourceField) => ({
  name,
  staged,
  published,
  field,
});

/** The lists of a trial: where they are staged, where they are published, and the source's column that they are read from. */
export const childTables = [
  list("conditions", stagingTrialConditions, trialConditions, "conditions"),
  list("interventions", stagingTrialInterventions, trialInterventions, "interventions"),
  list("outcomes", stagingTrialOutcomes, trialOutcomes, "outcome_measures"),
  list("sponsors", stagingTrialSponsors, trialSponsors, "sponsor_collaborators"),
  list("funders", stagingTrialFunders, trialFunders, "funded_bys"),
  list("phases", stagingTrialPhases, trialPhases, "phases"),
  list("locations", stagingTrialLocations, trialLocations, "locations"),
  list("other_ids", stagingTrialOtherIds, trialOtherIds, "other_ids"),
  list("documents", stagingTrialDocuments, trialDocuments, "study_documents"),
] as const;
