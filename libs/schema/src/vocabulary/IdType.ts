import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists what a trial's other identifiers are. The classic export names the organisation's own study id first and then
 * the secondary ids, without saying who issued them.
 *
 * Source   ClinicalTrials.gov API v2 `identificationModule`; AACT `id_information.id_source`
 */
export const IdType = vocabulary("id_type", [
  { value: "ORG_STUDY_ID", label: "Organization's study ID", alsoWritten: ["org_study_id"] },
  { value: "SECONDARY_ID", label: "Secondary ID", alsoWritten: ["secondary_id"] },
]);

/** What a trial's other identifier is. */
export type IdType = VocabularyValue<typeof IdType>;
