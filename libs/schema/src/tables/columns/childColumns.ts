import { boolean, integer, text, uuid } from "drizzle-orm/pg-core";
import { AgencyClass, IdType, InterventionType, Phase, SponsorRole } from "../../vocabulary/index.ts";

/**
 * Builds the columns that every list entry of a trial has.
 *
 * `position` counts from 1 in the source's order. `id` is derived from the trial, the kind of list and the entry's content
 * (and its occurrence, for an entry that stands twice), so it is the same after every reload and does not move with the position.
 */
const entry = () => ({
  nct_id: text().notNull(),
  position: integer().notNull(),
  id: uuid().notNull(),
});

/** `name` as the source spells it; `canonical_name` and `condition_id` after the crosswalk. */
export const conditionColumns = () => ({
  ...entry(),
  name: text().notNull(),
  canonical_name: text().notNull(),
  condition_id: uuid().notNull(),
});

/** As {@link conditionColumns}; the type is part of an intervention's identity and NULL where the source's word for it is unknown. */
export const interventionColumns = () => ({
  ...entry(),
  intervention_type: text({ enum: InterventionType.values }),
  name: text().notNull(),
  canonical_name: text().notNull(),
  intervention_id: uuid().notNull(),
});

/** The classic export does not say which measures are primary. */
export const outcomeColumns = () => ({ ...entry(), measure: text().notNull() });

/** The first sponsor is the lead, the others are collaborators. */
export const sponsorColumns = () => ({
  ...entry(),
  lead_or_collaborator: text({ enum: SponsorRole.values }).notNull(),
  name: text().notNull(),
  sponsor_id: uuid().notNull(),
});

/** The distinct classes of the trial's sponsors; the source does not say which sponsor has which. */
export const funderColumns = () => ({ ...entry(), agency_class: text({ enum: AgencyClass.values }).notNull() });

export const phaseColumns = () => ({ ...entry(), phase: text({ enum: Phase.values }).notNull() });

/** `country` and `country_code` (ISO 3166-1 alpha-2) are NULL where the source's name is in no crosswalk; `raw_text` is the whole entry. */
export const locationColumns = () => ({
  ...entry(),
  facility: text(),
  city: text(),
  state: text(),
  country: text(),
  country_code: text(),
  raw_text: text().notNull(),
});

/** The first id is the organisation's own. */
export const otherIdColumns = () => ({
  ...entry(),
  id_type: text({ enum: IdType.values }).notNull(),
  id_value: text().notNull(),
});

/** What a document contains, read from its label. */
export const documentColumns = () => ({
  ...entry(),
  label: text().notNull(),
  url: text(),
  has_protocol: boolean().notNull(),
  has_sap: boolean().notNull(),
  has_icf: boolean().notNull(),
});
