-- raw is partitioned: the largest loads are attached as they landed, and what grows with each load is cut into blocks. Foreign keys that cost a
-- trigger for each row of a load are dropped: the load's transaction writes both sides. See ARCHITECTURE.md.
ALTER TABLE "raw"."ctgov_legacy_csv" DROP CONSTRAINT "ctgov_legacy_csv__load_id_loads_load_id_fk";
--> statement-breakpoint
ALTER TABLE "raw"."ctgov_legacy_csv_rows" DROP CONSTRAINT "ctgov_legacy_csv_rows_load_id_loads_load_id_fk";
--> statement-breakpoint
ALTER TABLE "raw"."ctgov_legacy_csv_rows" DROP CONSTRAINT "ctgov_legacy_csv_rows_record_id_ctgov_legacy_csv__record_id_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_conditions" DROP CONSTRAINT "trial_conditions_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_documents" DROP CONSTRAINT "trial_documents_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_funders" DROP CONSTRAINT "trial_funders_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_interventions" DROP CONSTRAINT "trial_interventions_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_locations" DROP CONSTRAINT "trial_locations_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_other_ids" DROP CONSTRAINT "trial_other_ids_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_outcomes" DROP CONSTRAINT "trial_outcomes_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_phases" DROP CONSTRAINT "trial_phases_trial_fk";
--> statement-breakpoint
ALTER TABLE "staging"."trial_sponsors" DROP CONSTRAINT "trial_sponsors_trial_fk";
--> statement-breakpoint
DROP INDEX "raw"."ctgov_legacy_csv_load_id_index";
--> statement-breakpoint
-- What a table holds becomes the first partition of a table of its name; the views that read it read the new one. Its blocks are those of
-- libs/schema/src/tables/raw/Blocks.ts, the first one as large as what is there asks for.
DO $$
DECLARE
  wanted record;
  lineage record;
  constrained record;
  definitions text[] := '{}';
  block_end bigint;
  definition text;
BEGIN
  FOR lineage IN
    SELECT c.oid, c.relname FROM pg_class c
    WHERE c.oid IN ('analytics.trial_lineage'::regclass, 'analytics.cell_lineage'::regclass)
    ORDER BY c.relname = 'trial_lineage' DESC, c.relname
  LOOP
    definitions := definitions || format('CREATE OR REPLACE VIEW analytics.%I AS %s', lineage.relname, pg_get_viewdef(lineage.oid));
  END LOOP;
  FOR wanted IN
    SELECT * FROM (VALUES ('ctgov_legacy_csv', '_record_id', 10000000), ('ctgov_legacy_csv_rows', 'load_id', 32)) AS listed (name, key, size)
  LOOP
    EXECUTE format('ALTER TABLE raw.%I RENAME TO %I', wanted.name, wanted.name || '_0');
    -- Primary keys and indexes belong to the partitioned table under their names; the partition's own are told apart.
    FOR constrained IN
      SELECT indexrelid::regclass::text AS index_name, relname FROM pg_index JOIN pg_class ON oid = indexrelid
      WHERE indrelid = format('raw.%I', wanted.name || '_0')::regclass
    LOOP
      EXECUTE format('ALTER INDEX %s RENAME TO %I', constrained.index_name, constrained.relname || '_0');
    END LOOP;
    EXECUTE format('CREATE TABLE raw.%I (LIKE raw.%I INCLUDING CONSTRAINTS INCLUDING COMMENTS) PARTITION BY RANGE (%I)',
      wanted.name, wanted.name || '_0', wanted.key);
    EXECUTE format('SELECT (coalesce(max(%I), 0) / %s + 1) * %s FROM raw.%I', wanted.key, wanted.size, wanted.size, wanted.name || '_0')
    INTO block_end;
    EXECUTE format('ALTER TABLE raw.%I ATTACH PARTITION raw.%I FOR VALUES FROM (0) TO (%s)', wanted.name, wanted.name || '_0', block_end);
  END LOOP;
  ALTER TABLE raw.ctgov_legacy_csv ADD PRIMARY KEY (_record_id);
  CREATE INDEX ctgov_legacy_csv_nct_number_index ON raw.ctgov_legacy_csv USING hash (nct_number);
  ALTER TABLE raw.ctgov_legacy_csv_rows ADD CONSTRAINT ctgov_legacy_csv_rows_load_id_row_number_pk PRIMARY KEY (load_id, row_number);
  CREATE INDEX ctgov_legacy_csv_rows_record_id_index ON raw.ctgov_legacy_csv_rows USING btree (record_id);
  FOREACH definition IN ARRAY definitions LOOP
    EXECUTE definition;
  END LOOP;
END
$$;
--> statement-breakpoint
-- No plan depends on what stands in these cells, and their statistics cost more than those of all other columns.
ALTER TABLE raw.ctgov_legacy_csv
  ALTER rank SET STATISTICS 0,
  ALTER title SET STATISTICS 0,
  ALTER acronym SET STATISTICS 0,
  ALTER status SET STATISTICS 0,
  ALTER study_results SET STATISTICS 0,
  ALTER conditions SET STATISTICS 0,
  ALTER interventions SET STATISTICS 0,
  ALTER outcome_measures SET STATISTICS 0,
  ALTER sponsor_collaborators SET STATISTICS 0,
  ALTER gender SET STATISTICS 0,
  ALTER age SET STATISTICS 0,
  ALTER phases SET STATISTICS 0,
  ALTER enrollment SET STATISTICS 0,
  ALTER funded_bys SET STATISTICS 0,
  ALTER study_type SET STATISTICS 0,
  ALTER study_designs SET STATISTICS 0,
  ALTER other_ids SET STATISTICS 0,
  ALTER start_date SET STATISTICS 0,
  ALTER primary_completion_date SET STATISTICS 0,
  ALTER completion_date SET STATISTICS 0,
  ALTER first_posted SET STATISTICS 0,
  ALTER results_first_posted SET STATISTICS 0,
  ALTER last_update_posted SET STATISTICS 0,
  ALTER locations SET STATISTICS 0,
  ALTER study_documents SET STATISTICS 0,
  ALTER url SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE raw.ctgov_legacy_csv_0
  ALTER rank SET STATISTICS 0,
  ALTER title SET STATISTICS 0,
  ALTER acronym SET STATISTICS 0,
  ALTER status SET STATISTICS 0,
  ALTER study_results SET STATISTICS 0,
  ALTER conditions SET STATISTICS 0,
  ALTER interventions SET STATISTICS 0,
  ALTER outcome_measures SET STATISTICS 0,
  ALTER sponsor_collaborators SET STATISTICS 0,
  ALTER gender SET STATISTICS 0,
  ALTER age SET STATISTICS 0,
  ALTER phases SET STATISTICS 0,
  ALTER enrollment SET STATISTICS 0,
  ALTER funded_bys SET STATISTICS 0,
  ALTER study_type SET STATISTICS 0,
  ALTER study_designs SET STATISTICS 0,
  ALTER other_ids SET STATISTICS 0,
  ALTER start_date SET STATISTICS 0,
  ALTER primary_completion_date SET STATISTICS 0,
  ALTER completion_date SET STATISTICS 0,
  ALTER first_posted SET STATISTICS 0,
  ALTER results_first_posted SET STATISTICS 0,
  ALTER last_update_posted SET STATISTICS 0,
  ALTER locations SET STATISTICS 0,
  ALTER study_documents SET STATISTICS 0,
  ALTER url SET STATISTICS 0;
