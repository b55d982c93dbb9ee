import { insertSelect } from "@trialflow/database";
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
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";

/** What a dimension made of names needs in the course of publishing. */
export interface NameDimension {
  readonly table: PgTable;
  /** Adds the names that are new and gives every name its spelling; before the trials' entries are inserted. */
  readonly merge: SQL;
  /** Removes the names that no trial uses any more; after the trials' entries are inserted. */
  readonly prune: SQL;
}

/** Of the spellings that differ in case alone one is shown, always the same: the first in byte order. */
const shown = (name: AnyPgColumn) => sql`min(${name} collate "C")`;

const upsert = (insert: SQL, id: AnyPgColumn, name: AnyPgColumn) => sql`${insert}
on conflict (${sql.identifier(id.name)}) do update set ${sql.identifier(name.name)} = excluded.${sql.identifier(name.name)}
where ${name} is distinct from excluded.${sql.identifier(name.name)}`;

const prune = (table: PgTable, id: AnyPgColumn, used: PgTable, usedId: AnyPgColumn) =>
  sql`delete from ${table} where not exists (select from ${used} where ${usedId} = ${id})`;

/**
 * The dimensions whose rows come from the data.
 *
 * Reads    the staging table of the list in which the name stands
 * Writes   analytics.conditions, interventions, sponsors, countries, one row per name
 * Idempotent   yes; depends on the content of staging alone
 */
export const nameDimensions: ReadonlyArray<NameDimension> = [
  {
    table: conditions,
    merge: upsert(
      insertSelect(
        conditions,
        { condition_id: stagingTrialConditions.condition_id, name: shown(stagingTrialConditions.canonical_name) },
        sql`from ${stagingTrialConditions} group by ${stagingTrialConditions.condition_id}`,
      ),
      conditions.condition_id,
      conditions.name,
    ),
    prune: prune(conditions, conditions.condition_id, trialConditions, trialConditions.condition_id),
  },
  {
    table: interventions,
    merge: upsert(
      insertSelect(
        interventions,
        {
          intervention_id: stagingTrialInterventions.intervention_id,
          intervention_type: stagingTrialInterventions.intervention_type,
          name: shown(stagingTrialInterventions.canonical_name),
        },
        sql`from ${stagingTrialInterventions}
          group by ${stagingTrialInterventions.intervention_id}, ${stagingTrialInterventions.intervention_type}`,
      ),
      interventions.intervention_id,
      interventions.name,
    ),
    prune: prune(interventions, interventions.intervention_id, trialInterventions, trialInterventions.intervention_id),
  },
  {
    table: sponsors,
    merge: upsert(
      insertSelect(
        sponsors,
        { sponsor_id: stagingTrialSponsors.sponsor_id, name: shown(stagingTrialSponsors.name) },
        sql`from ${stagingTrialSponsors} group by ${stagingTrialSponsors.sponsor_id}`,
      ),
      sponsors.sponsor_id,
      sponsors.name,
    ),
    prune: prune(sponsors, sponsors.sponsor_id, trialSponsors, trialSponsors.sponsor_id),
  },
  {
    table: countries,
    merge: upsert(
      insertSelect(
        countries,
        { country_code: stagingTrialLocations.country_code, name: shown(stagingTrialLocations.country) },
        sql`from ${stagingTrialLocations} where ${stagingTrialLocations.country_code} is not null
          group by ${stagingTrialLocations.country_code}`,
      ),
      countries.country_code,
      countries.name,
    ),
    prune: prune(countries, countries.country_code, trialLocations, trialLocations.country_code),
  },
];
