import {
  conditions,
  countries,
  interventions,
  sponsors,
  stagingTrialConditions,
  stagingTrialInterventions,
  stagingTrialLocations,
  stagingTrialSponsors,
  trialConditions,
  trialInterventions,
  trialLocations,
  trialSponsors,
} from "@trialflow/schema";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";

/** A list of the trials in which names stand, in staging or in analytics, with the columns that matter. */
export interface NamedEntries {
  readonly table: PgTable;
  readonly nctId: AnyPgColumn;
  readonly id: AnyPgColumn;
  readonly name: AnyPgColumn;
}

/** A dimension of analytics whose rows come from the data: a name and what it is derived from. */
export interface NameDimension {
  readonly table: PgTable;
  readonly id: AnyPgColumn;
  readonly name: AnyPgColumn;
  /** Columns that the id stands for beside the name, with where they are staged. */
  readonly attributes: ReadonlyArray<{ readonly column: AnyPgColumn; readonly staged: AnyPgColumn }>;
  readonly staged: NamedEntries;
  readonly published: NamedEntries;
}

/** The dimensions whose rows come from the data: analytics.conditions, interventions, sponsors, countries, one row per name. */
export const nameDimensions: ReadonlyArray<NameDimension> = [
  {
    table: conditions,
    id: conditions.condition_id,
    name: conditions.name,
    attributes: [],
    staged: {
      table: stagingTrialConditions,
      nctId: stagingTrialConditions.nct_id,
      id: stagingTrialConditions.condition_id,
      name: stagingTrialConditions.canonical_name,
    },
    published: {
      table: trialConditions,
      nctId: trialConditions.nct_id,
      id: trialConditions.condition_id,
      name: trialConditions.canonical_name,
    },
  },
  {
    table: interventions,
    id: interventions.intervention_id,
    name: interventions.name,
    attributes: [{ column: interventions.intervention_type, staged: stagingTrialInterventions.intervention_type }],
    staged: {
      table: stagingTrialInterventions,
      nctId: stagingTrialInterventions.nct_id,
      id: stagingTrialInterventions.intervention_id,
      name: stagingTrialInterventions.canonical_name,
    },
    published: {
      table: trialInterventions,
      nctId: trialInterventions.nct_id,
      id: trialInterventions.intervention_id,
      name: trialInterventions.canonical_name,
    },
  },
  {
    table: sponsors,
    id: sponsors.sponsor_id,
    name: sponsors.name,
    attributes: [],
    staged: {
      table: stagingTrialSponsors,
      nctId: stagingTrialSponsors.nct_id,
      id: stagingTrialSponsors.sponsor_id,
      name: stagingTrialSponsors.name,
    },
    published: {
      table: trialSponsors,
      nctId: trialSponsors.nct_id,
      id: trialSponsors.sponsor_id,
      name: trialSponsors.name,
    },
  },
  {
    table: countries,
    id: countries.country_code,
    name: countries.name,
    attributes: [],
    staged: {
      table: stagingTrialLocations,
      nctId: stagingTrialLocations.nct_id,
      id: stagingTrialLocations.country_code,
      name: stagingTrialLocations.country,
    },
    published: {
      table: trialLocations,
      nctId: trialLocations.nct_id,
      id: trialLocations.country_code,
      name: trialLocations.country,
    },
  },
];
