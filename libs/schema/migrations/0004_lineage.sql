-- From which column of the source each field comes, and by which rule: the field policies of libs/transform, written by
-- libs/pipeline/test/trace/fieldSourcesSql.ts, whose test compares the view with them. A change of the policies needs a new migration.
CREATE OR REPLACE VIEW analytics.field_sources (field, kind, relation, raw_column, raw_header, rule, on_problem, when_empty) AS VALUES
  ('nct_id', 'column', 'analytics.trials', 'nct_number', 'NCT Number', 'parseNctId', 'reject_row', 'problem'),
  ('brief_title', 'column', 'analytics.trials', 'title', 'Title', 'the text as it is', 'reject_row', 'problem'),
  ('acronym', 'column', 'analytics.trials', 'acronym', 'Acronym', 'the text as it is', 'reject_field', 'null'),
  ('overall_status', 'column', 'analytics.trials', 'status', 'Status', 'parseOverallStatus', 'reject_field', 'problem'),
  ('has_results', 'column', 'analytics.trials', 'study_results', 'Study Results', 'parseStudyResults', 'reject_field', 'null'),
  ('study_type', 'column', 'analytics.trials', 'study_type', 'Study Type', 'parseStudyType', 'reject_field', 'problem'),
  ('is_patient_registry', 'column', 'analytics.trials', 'study_type', 'Study Type', 'parseStudyType', 'reject_field', 'problem'),
  ('expanded_access_type_individual', 'column', 'analytics.trials', 'study_type', 'Study Type', 'parseStudyType', 'reject_field', 'problem'),
  ('expanded_access_type_intermediate', 'column', 'analytics.trials', 'study_type', 'Study Type', 'parseStudyType', 'reject_field', 'problem'),
  ('expanded_access_type_treatment', 'column', 'analytics.trials', 'study_type', 'Study Type', 'parseStudyType', 'reject_field', 'problem'),
  ('allocation', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('intervention_model', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('masking', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('subject_masked', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('caregiver_masked', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('investigator_masked', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('outcomes_assessor_masked', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('primary_purpose', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('observational_model', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('time_perspective', 'column', 'analytics.trials', 'study_designs', 'Study Designs', 'parseStudyDesign', 'reject_field', 'null'),
  ('enrollment', 'column', 'analytics.trials', 'enrollment', 'Enrollment', 'parseEnrollment', 'reject_field', 'null'),
  ('sex', 'column', 'analytics.trials', 'gender', 'Gender', 'parseSex', 'reject_field', 'null'),
  ('minimum_age', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('minimum_age_unit', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('minimum_age_days', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('maximum_age', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('maximum_age_unit', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('maximum_age_days', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('std_ages', 'column', 'analytics.trials', 'age', 'Age', 'parseAgeRange', 'reject_field', 'null'),
  ('start_date', 'column', 'analytics.trials', 'start_date', 'Start Date', 'parsePartialDate', 'reject_field', 'null'),
  ('start_date_precision', 'column', 'analytics.trials', 'start_date', 'Start Date', 'parsePartialDate', 'reject_field', 'null'),
  ('start_date_raw', 'column', 'analytics.trials', 'start_date', 'Start Date', 'parsePartialDate', 'reject_field', 'null'),
  ('primary_completion_date', 'column', 'analytics.trials', 'primary_completion_date', 'Primary Completion Date', 'parsePartialDate', 'reject_field', 'null'),
  ('primary_completion_date_precision', 'column', 'analytics.trials', 'primary_completion_date', 'Primary Completion Date', 'parsePartialDate', 'reject_field', 'null'),
  ('primary_completion_date_raw', 'column', 'analytics.trials', 'primary_completion_date', 'Primary Completion Date', 'parsePartialDate', 'reject_field', 'null'),
  ('completion_date', 'column', 'analytics.trials', 'completion_date', 'Completion Date', 'parsePartialDate', 'reject_field', 'null'),
  ('completion_date_precision', 'column', 'analytics.trials', 'completion_date', 'Completion Date', 'parsePartialDate', 'reject_field', 'null'),
  ('completion_date_raw', 'column', 'analytics.trials', 'completion_date', 'Completion Date', 'parsePartialDate', 'reject_field', 'null'),
  ('study_first_posted_date', 'column', 'analytics.trials', 'first_posted', 'First Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('study_first_posted_date_precision', 'column', 'analytics.trials', 'first_posted', 'First Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('study_first_posted_date_raw', 'column', 'analytics.trials', 'first_posted', 'First Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('results_first_posted_date', 'column', 'analytics.trials', 'results_first_posted', 'Results First Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('results_first_posted_date_precision', 'column', 'analytics.trials', 'results_first_posted', 'Results First Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('results_first_posted_date_raw', 'column', 'analytics.trials', 'results_first_posted', 'Results First Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('last_update_posted_date', 'column', 'analytics.trials', 'last_update_posted', 'Last Update Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('last_update_posted_date_precision', 'column', 'analytics.trials', 'last_update_posted', 'Last Update Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('last_update_posted_date_raw', 'column', 'analytics.trials', 'last_update_posted', 'Last Update Posted', 'parsePartialDate', 'reject_field', 'null'),
  ('url', 'column', 'analytics.trials', 'url', 'URL', 'parseUrl', 'reject_field', 'null'),
  ('lead_sponsor', 'column', 'analytics.trials', 'sponsor_collaborators', 'Sponsor/Collaborators', 'parseSponsors: the name of the entry that is LEAD', 'reject_field', 'null'),
  ('conditions', 'list', 'analytics.trial_conditions', 'conditions', 'Conditions', 'parseNames', 'reject_field', 'null'),
  ('interventions', 'list', 'analytics.trial_interventions', 'interventions', 'Interventions', 'parseInterventions', 'reject_field', 'null'),
  ('outcomes', 'list', 'analytics.trial_outcomes', 'outcome_measures', 'Outcome Measures', 'parseNames', 'reject_field', 'null'),
  ('sponsors', 'list', 'analytics.trial_sponsors', 'sponsor_collaborators', 'Sponsor/Collaborators', 'parseSponsors', 'reject_field', 'null'),
  ('funders', 'list', 'analytics.trial_funders', 'funded_bys', 'Funded Bys', 'parseFunders', 'reject_field', 'null'),
  ('phases', 'list', 'analytics.trial_phases', 'phases', 'Phases', 'parsePhases', 'reject_field', 'null'),
  ('locations', 'list', 'analytics.trial_locations', 'locations', 'Locations', 'parseLocations', 'reject_field', 'null'),
  ('other_ids', 'list', 'analytics.trial_other_ids', 'other_ids', 'Other IDs', 'parseOtherIds', 'reject_field', 'null'),
  ('documents', 'list', 'analytics.trial_documents', 'study_documents', 'Study Documents', 'parseDocuments', 'reject_field', 'null');
--> statement-breakpoint
-- One row per published trial, field and raw column: the value, the file's cell, the rule, the reject. Reads raw and ops with its
-- owner's rights, and of them only what a published trial's record id leads to: no condition of a reader sees other records.
CREATE VIEW analytics.cell_lineage AS
SELECT
  trial.nct_id,
  source.field,
  CASE source.field
    WHEN 'conditions' THEN (SELECT string_agg(entry.name, '|' ORDER BY entry.position) FROM analytics.trial_conditions entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'interventions' THEN (SELECT string_agg(entry.name, '|' ORDER BY entry.position) FROM analytics.trial_interventions entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'outcomes' THEN (SELECT string_agg(entry.measure, '|' ORDER BY entry.position) FROM analytics.trial_outcomes entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'sponsors' THEN (SELECT string_agg(entry.name, '|' ORDER BY entry.position) FROM analytics.trial_sponsors entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'funders' THEN (SELECT string_agg(entry.agency_class, '|' ORDER BY entry.position) FROM analytics.trial_funders entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'phases' THEN (SELECT string_agg(entry.phase, '|' ORDER BY entry.position) FROM analytics.trial_phases entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'locations' THEN (SELECT string_agg(entry.raw_text, '|' ORDER BY entry.position) FROM analytics.trial_locations entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'other_ids' THEN (SELECT string_agg(entry.id_value, '|' ORDER BY entry.position) FROM analytics.trial_other_ids entry WHERE entry.nct_id = trial.nct_id)
    WHEN 'documents' THEN (SELECT string_agg(entry.label, '|' ORDER BY entry.position) FROM analytics.trial_documents entry WHERE entry.nct_id = trial.nct_id)
    ELSE said.trial ->> source.field
  END AS value_text,
  source.raw_column,
  file_column.column_number,
  file_column.column_header,
  said.record ->> source.raw_column AS raw_text,
  source.rule,
  trial._rule_version AS rule_version,
  said.rejected #>> ARRAY[source.raw_column, 'reason'] AS reject_reason,
  said.rejected #>> ARRAY[source.raw_column, 'detail'] AS reject_detail,
  trial._record_id AS record_id,
  lineage.load_id,
  lineage.file_name,
  lineage.sha256,
  lineage.row_number,
  lineage.line_number
FROM analytics.trials trial
-- OFFSET 0: found once per trial and not once per field, and few relations to plan, so that a selection of trials is joined by index.
CROSS JOIN LATERAL (SELECT * FROM analytics.trial_lineage WHERE trial_lineage.nct_id = trial.nct_id OFFSET 0) lineage
CROSS JOIN LATERAL (
  SELECT
    to_jsonb(trial) AS trial,
    (SELECT to_jsonb(record) FROM raw.ctgov_legacy_csv record WHERE record._record_id = trial._record_id) AS record,
    (
      SELECT jsonb_object_agg(reject.field, jsonb_build_object('reason', reject.reason, 'detail', reject.detail))
      FROM (
        SELECT
          rejects.field,
          string_agg(rejects.reason_code || coalesce(' (entry ' || rejects.position || ')', ''), '; ' ORDER BY rejects.reject_id) AS reason,
          string_agg(rejects.detail, '; ' ORDER BY rejects.reject_id) AS detail
        FROM ops.rejects
        WHERE rejects.record_id = trial._record_id AND rejects.scope = 'field' AND rejects.rule_version = trial._rule_version
        GROUP BY rejects.field
      ) reject
    ) AS rejected
  OFFSET 0
) said
CROSS JOIN analytics.field_sources source
LEFT JOIN (
  SELECT
    load.load_id,
    heading.number AS column_number,
    heading.text AS column_header,
    regexp_replace(lower(normalize(heading.text, NFKC)), '[^a-z0-9]+', '', 'g') AS key
  FROM ops.loads load
  CROSS JOIN LATERAL unnest(load.headers) WITH ORDINALITY AS heading (text, number)
) file_column
  ON file_column.load_id = lineage.load_id
  AND file_column.key = regexp_replace(lower(source.raw_header), '[^a-z0-9]+', '', 'g');
--> statement-breakpoint
-- Auditors may follow published values, too; the rest of analytics stays closed to them.
GRANT USAGE ON SCHEMA analytics TO auditor;
--> statement-breakpoint
GRANT SELECT ON analytics.trial_lineage, analytics.cell_lineage, analytics.field_sources TO auditor;
