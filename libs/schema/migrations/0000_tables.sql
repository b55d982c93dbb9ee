CREATE SCHEMA "analytics";
--> statement-breakpoint
CREATE SCHEMA "ops";
--> statement-breakpoint
CREATE SCHEMA "raw";
--> statement-breakpoint
CREATE SCHEMA "staging";
--> statement-breakpoint
CREATE TABLE "analytics"."conditions" (
	"condition_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analytics"."countries" (
	"country_code" char(2) PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "countries_name_is_unique" UNIQUE("name"),
	CONSTRAINT "country_code_is_alpha_2" CHECK ("analytics"."countries"."country_code" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "analytics"."interventions" (
	"intervention_id" uuid PRIMARY KEY NOT NULL,
	"intervention_type" text,
	"name" text NOT NULL,
	CONSTRAINT "intervention_type_is_known" CHECK ("analytics"."interventions"."intervention_type" in ('DRUG', 'BIOLOGICAL', 'DEVICE', 'PROCEDURE', 'RADIATION', 'BEHAVIORAL', 'GENETIC', 'DIETARY_SUPPLEMENT', 'COMBINATION_PRODUCT', 'DIAGNOSTIC_TEST', 'OTHER'))
);
--> statement-breakpoint
CREATE TABLE "analytics"."overall_statuses" (
	"overall_status" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"sort_order" integer NOT NULL,
	"is_ended" boolean NOT NULL,
	CONSTRAINT "overall_statuses_label_is_unique" UNIQUE("label")
);
--> statement-breakpoint
CREATE TABLE "analytics"."phases" (
	"phase" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"sort_order" integer NOT NULL,
	CONSTRAINT "phases_label_is_unique" UNIQUE("label")
);
--> statement-breakpoint
CREATE TABLE "analytics"."sponsors" (
	"sponsor_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analytics"."study_types" (
	"study_type" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"sort_order" integer NOT NULL,
	CONSTRAINT "study_types_label_is_unique" UNIQUE("label")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_changes" (
	"nct_id" text NOT NULL,
	"version_number" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"field" text NOT NULL,
	"kind" text NOT NULL,
	"old_value" text,
	"new_value" text,
	"snapshot_at" timestamp with time zone NOT NULL,
	"_load_id" bigint NOT NULL,
	CONSTRAINT "trial_changes_nct_id_version_number_ordinal_pk" PRIMARY KEY("nct_id","version_number","ordinal"),
	CONSTRAINT "kind_is_known" CHECK ("analytics"."trial_changes"."kind" in ('changed', 'added', 'removed', 'reordered'))
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_conditions" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"canonical_name" text NOT NULL,
	"condition_id" uuid NOT NULL,
	CONSTRAINT "trial_conditions_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_conditions_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_documents" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"url" text,
	"has_protocol" boolean NOT NULL,
	"has_sap" boolean NOT NULL,
	"has_icf" boolean NOT NULL,
	CONSTRAINT "trial_documents_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_documents_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_funders" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"agency_class" text NOT NULL,
	CONSTRAINT "trial_funders_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_funders_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_interventions" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"intervention_type" text,
	"name" text NOT NULL,
	"canonical_name" text NOT NULL,
	"intervention_id" uuid NOT NULL,
	CONSTRAINT "trial_interventions_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_interventions_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_locations" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"facility" text,
	"city" text,
	"state" text,
	"country" text,
	"country_code" text,
	"raw_text" text NOT NULL,
	CONSTRAINT "trial_locations_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_locations_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_other_ids" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"id_type" text NOT NULL,
	"id_value" text NOT NULL,
	CONSTRAINT "trial_other_ids_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_other_ids_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_outcomes" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"measure" text NOT NULL,
	CONSTRAINT "trial_outcomes_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_outcomes_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_phases" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"phase" text NOT NULL,
	CONSTRAINT "trial_phases_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_phases_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_records" (
	"nct_id" text NOT NULL,
	"brief_title" text NOT NULL,
	"acronym" text,
	"overall_status" text,
	"has_results" boolean,
	"study_type" text,
	"is_patient_registry" boolean NOT NULL,
	"expanded_access_type_individual" boolean,
	"expanded_access_type_intermediate" boolean,
	"expanded_access_type_treatment" boolean,
	"allocation" text,
	"intervention_model" text,
	"masking" text,
	"subject_masked" boolean,
	"caregiver_masked" boolean,
	"investigator_masked" boolean,
	"outcomes_assessor_masked" boolean,
	"primary_purpose" text,
	"observational_model" text,
	"time_perspective" text,
	"enrollment" integer,
	"sex" text,
	"minimum_age" integer,
	"minimum_age_unit" text,
	"minimum_age_days" numeric,
	"maximum_age" integer,
	"maximum_age_unit" text,
	"maximum_age_days" numeric,
	"std_ages" text[] NOT NULL,
	"start_date" date,
	"start_date_precision" text,
	"start_date_raw" text,
	"primary_completion_date" date,
	"primary_completion_date_precision" text,
	"primary_completion_date_raw" text,
	"completion_date" date,
	"completion_date_precision" text,
	"completion_date_raw" text,
	"study_first_posted_date" date,
	"study_first_posted_date_precision" text,
	"study_first_posted_date_raw" text,
	"results_first_posted_date" date,
	"results_first_posted_date_precision" text,
	"results_first_posted_date_raw" text,
	"last_update_posted_date" date,
	"last_update_posted_date_precision" text,
	"last_update_posted_date_raw" text,
	"url" text,
	"_record_id" bigint NOT NULL,
	"_rule_version" text NOT NULL,
	"lead_sponsor" text,
	CONSTRAINT "trial_records__record_id_pk" PRIMARY KEY("_record_id"),
	CONSTRAINT "overall_status_is_known" CHECK ("analytics"."trial_records"."overall_status" in ('NOT_YET_RECRUITING', 'RECRUITING', 'ENROLLING_BY_INVITATION', 'ACTIVE_NOT_RECRUITING', 'SUSPENDED', 'COMPLETED', 'TERMINATED', 'WITHDRAWN', 'UNKNOWN', 'WITHHELD', 'AVAILABLE', 'TEMPORARILY_NOT_AVAILABLE', 'NO_LONGER_AVAILABLE', 'APPROVED_FOR_MARKETING')),
	CONSTRAINT "study_type_is_known" CHECK ("analytics"."trial_records"."study_type" in ('INTERVENTIONAL', 'OBSERVATIONAL', 'EXPANDED_ACCESS')),
	CONSTRAINT "allocation_is_known" CHECK ("analytics"."trial_records"."allocation" in ('RANDOMIZED', 'NON_RANDOMIZED', 'NA')),
	CONSTRAINT "intervention_model_is_known" CHECK ("analytics"."trial_records"."intervention_model" in ('SINGLE_GROUP', 'PARALLEL', 'CROSSOVER', 'FACTORIAL', 'SEQUENTIAL')),
	CONSTRAINT "masking_is_known" CHECK ("analytics"."trial_records"."masking" in ('NONE', 'SINGLE', 'DOUBLE', 'TRIPLE', 'QUADRUPLE')),
	CONSTRAINT "primary_purpose_is_known" CHECK ("analytics"."trial_records"."primary_purpose" in ('TREATMENT', 'PREVENTION', 'DIAGNOSTIC', 'ECT', 'SUPPORTIVE_CARE', 'SCREENING', 'HEALTH_SERVICES_RESEARCH', 'BASIC_SCIENCE', 'DEVICE_FEASIBILITY', 'OTHER')),
	CONSTRAINT "observational_model_is_known" CHECK ("analytics"."trial_records"."observational_model" in ('COHORT', 'CASE_CONTROL', 'CASE_ONLY', 'CASE_CROSSOVER', 'ECOLOGIC_OR_COMMUNITY', 'FAMILY_BASED', 'DEFINED_POPULATION', 'NATURAL_HISTORY', 'OTHER')),
	CONSTRAINT "time_perspective_is_known" CHECK ("analytics"."trial_records"."time_perspective" in ('RETROSPECTIVE', 'PROSPECTIVE', 'CROSS_SECTIONAL', 'OTHER')),
	CONSTRAINT "sex_is_known" CHECK ("analytics"."trial_records"."sex" in ('ALL', 'FEMALE', 'MALE')),
	CONSTRAINT "minimum_age_unit_is_known" CHECK ("analytics"."trial_records"."minimum_age_unit" in ('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE')),
	CONSTRAINT "maximum_age_unit_is_known" CHECK ("analytics"."trial_records"."maximum_age_unit" in ('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE')),
	CONSTRAINT "nct_id_is_well_formed" CHECK ("analytics"."trial_records"."nct_id" ~ '^NCT[0-9]{8}$'),
	CONSTRAINT "enrollment_is_nonnegative" CHECK ("analytics"."trial_records"."enrollment" >= 0),
	CONSTRAINT "minimum_age_is_complete" CHECK (num_nulls("analytics"."trial_records"."minimum_age", "analytics"."trial_records"."minimum_age_unit", "analytics"."trial_records"."minimum_age_days") in (0, 3)),
	CONSTRAINT "maximum_age_is_complete" CHECK (num_nulls("analytics"."trial_records"."maximum_age", "analytics"."trial_records"."maximum_age_unit", "analytics"."trial_records"."maximum_age_days") in (0, 3)),
	CONSTRAINT "start_date_precision_is_known" CHECK ("analytics"."trial_records"."start_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "start_date_has_precision" CHECK (num_nulls("analytics"."trial_records"."start_date", "analytics"."trial_records"."start_date_precision") in (0, 2)),
	CONSTRAINT "primary_completion_date_precision_is_known" CHECK ("analytics"."trial_records"."primary_completion_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "primary_completion_date_has_precision" CHECK (num_nulls("analytics"."trial_records"."primary_completion_date", "analytics"."trial_records"."primary_completion_date_precision") in (0, 2)),
	CONSTRAINT "completion_date_precision_is_known" CHECK ("analytics"."trial_records"."completion_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "completion_date_has_precision" CHECK (num_nulls("analytics"."trial_records"."completion_date", "analytics"."trial_records"."completion_date_precision") in (0, 2)),
	CONSTRAINT "study_first_posted_date_precision_is_known" CHECK ("analytics"."trial_records"."study_first_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "study_first_posted_date_has_precision" CHECK (num_nulls("analytics"."trial_records"."study_first_posted_date", "analytics"."trial_records"."study_first_posted_date_precision") in (0, 2)),
	CONSTRAINT "results_first_posted_date_precision_is_known" CHECK ("analytics"."trial_records"."results_first_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "results_first_posted_date_has_precision" CHECK (num_nulls("analytics"."trial_records"."results_first_posted_date", "analytics"."trial_records"."results_first_posted_date_precision") in (0, 2)),
	CONSTRAINT "last_update_posted_date_precision_is_known" CHECK ("analytics"."trial_records"."last_update_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "last_update_posted_date_has_precision" CHECK (num_nulls("analytics"."trial_records"."last_update_posted_date", "analytics"."trial_records"."last_update_posted_date_precision") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_sponsors" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"lead_or_collaborator" text NOT NULL,
	"name" text NOT NULL,
	"sponsor_id" uuid NOT NULL,
	CONSTRAINT "trial_sponsors_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "trial_sponsors_position_is_unique" UNIQUE("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "analytics"."trials" (
	"nct_id" text NOT NULL,
	"brief_title" text NOT NULL,
	"acronym" text,
	"overall_status" text,
	"has_results" boolean,
	"study_type" text,
	"is_patient_registry" boolean NOT NULL,
	"expanded_access_type_individual" boolean,
	"expanded_access_type_intermediate" boolean,
	"expanded_access_type_treatment" boolean,
	"allocation" text,
	"intervention_model" text,
	"masking" text,
	"subject_masked" boolean,
	"caregiver_masked" boolean,
	"investigator_masked" boolean,
	"outcomes_assessor_masked" boolean,
	"primary_purpose" text,
	"observational_model" text,
	"time_perspective" text,
	"enrollment" integer,
	"sex" text,
	"minimum_age" integer,
	"minimum_age_unit" text,
	"minimum_age_days" numeric,
	"maximum_age" integer,
	"maximum_age_unit" text,
	"maximum_age_days" numeric,
	"std_ages" text[] NOT NULL,
	"start_date" date,
	"start_date_precision" text,
	"start_date_raw" text,
	"primary_completion_date" date,
	"primary_completion_date_precision" text,
	"primary_completion_date_raw" text,
	"completion_date" date,
	"completion_date_precision" text,
	"completion_date_raw" text,
	"study_first_posted_date" date,
	"study_first_posted_date_precision" text,
	"study_first_posted_date_raw" text,
	"results_first_posted_date" date,
	"results_first_posted_date_precision" text,
	"results_first_posted_date_raw" text,
	"last_update_posted_date" date,
	"last_update_posted_date_precision" text,
	"last_update_posted_date_raw" text,
	"url" text,
	"_record_id" bigint NOT NULL,
	"_rule_version" text NOT NULL,
	"lead_sponsor" text,
	CONSTRAINT "trials_nct_id_pk" PRIMARY KEY("nct_id"),
	CONSTRAINT "overall_status_is_known" CHECK ("analytics"."trials"."overall_status" in ('NOT_YET_RECRUITING', 'RECRUITING', 'ENROLLING_BY_INVITATION', 'ACTIVE_NOT_RECRUITING', 'SUSPENDED', 'COMPLETED', 'TERMINATED', 'WITHDRAWN', 'UNKNOWN', 'WITHHELD', 'AVAILABLE', 'TEMPORARILY_NOT_AVAILABLE', 'NO_LONGER_AVAILABLE', 'APPROVED_FOR_MARKETING')),
	CONSTRAINT "study_type_is_known" CHECK ("analytics"."trials"."study_type" in ('INTERVENTIONAL', 'OBSERVATIONAL', 'EXPANDED_ACCESS')),
	CONSTRAINT "allocation_is_known" CHECK ("analytics"."trials"."allocation" in ('RANDOMIZED', 'NON_RANDOMIZED', 'NA')),
	CONSTRAINT "intervention_model_is_known" CHECK ("analytics"."trials"."intervention_model" in ('SINGLE_GROUP', 'PARALLEL', 'CROSSOVER', 'FACTORIAL', 'SEQUENTIAL')),
	CONSTRAINT "masking_is_known" CHECK ("analytics"."trials"."masking" in ('NONE', 'SINGLE', 'DOUBLE', 'TRIPLE', 'QUADRUPLE')),
	CONSTRAINT "primary_purpose_is_known" CHECK ("analytics"."trials"."primary_purpose" in ('TREATMENT', 'PREVENTION', 'DIAGNOSTIC', 'ECT', 'SUPPORTIVE_CARE', 'SCREENING', 'HEALTH_SERVICES_RESEARCH', 'BASIC_SCIENCE', 'DEVICE_FEASIBILITY', 'OTHER')),
	CONSTRAINT "observational_model_is_known" CHECK ("analytics"."trials"."observational_model" in ('COHORT', 'CASE_CONTROL', 'CASE_ONLY', 'CASE_CROSSOVER', 'ECOLOGIC_OR_COMMUNITY', 'FAMILY_BASED', 'DEFINED_POPULATION', 'NATURAL_HISTORY', 'OTHER')),
	CONSTRAINT "time_perspective_is_known" CHECK ("analytics"."trials"."time_perspective" in ('RETROSPECTIVE', 'PROSPECTIVE', 'CROSS_SECTIONAL', 'OTHER')),
	CONSTRAINT "sex_is_known" CHECK ("analytics"."trials"."sex" in ('ALL', 'FEMALE', 'MALE')),
	CONSTRAINT "minimum_age_unit_is_known" CHECK ("analytics"."trials"."minimum_age_unit" in ('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE')),
	CONSTRAINT "maximum_age_unit_is_known" CHECK ("analytics"."trials"."maximum_age_unit" in ('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE')),
	CONSTRAINT "nct_id_is_well_formed" CHECK ("analytics"."trials"."nct_id" ~ '^NCT[0-9]{8}$'),
	CONSTRAINT "enrollment_is_nonnegative" CHECK ("analytics"."trials"."enrollment" >= 0),
	CONSTRAINT "minimum_age_is_complete" CHECK (num_nulls("analytics"."trials"."minimum_age", "analytics"."trials"."minimum_age_unit", "analytics"."trials"."minimum_age_days") in (0, 3)),
	CONSTRAINT "maximum_age_is_complete" CHECK (num_nulls("analytics"."trials"."maximum_age", "analytics"."trials"."maximum_age_unit", "analytics"."trials"."maximum_age_days") in (0, 3)),
	CONSTRAINT "start_date_precision_is_known" CHECK ("analytics"."trials"."start_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "start_date_has_precision" CHECK (num_nulls("analytics"."trials"."start_date", "analytics"."trials"."start_date_precision") in (0, 2)),
	CONSTRAINT "primary_completion_date_precision_is_known" CHECK ("analytics"."trials"."primary_completion_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "primary_completion_date_has_precision" CHECK (num_nulls("analytics"."trials"."primary_completion_date", "analytics"."trials"."primary_completion_date_precision") in (0, 2)),
	CONSTRAINT "completion_date_precision_is_known" CHECK ("analytics"."trials"."completion_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "completion_date_has_precision" CHECK (num_nulls("analytics"."trials"."completion_date", "analytics"."trials"."completion_date_precision") in (0, 2)),
	CONSTRAINT "study_first_posted_date_precision_is_known" CHECK ("analytics"."trials"."study_first_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "study_first_posted_date_has_precision" CHECK (num_nulls("analytics"."trials"."study_first_posted_date", "analytics"."trials"."study_first_posted_date_precision") in (0, 2)),
	CONSTRAINT "results_first_posted_date_precision_is_known" CHECK ("analytics"."trials"."results_first_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "results_first_posted_date_has_precision" CHECK (num_nulls("analytics"."trials"."results_first_posted_date", "analytics"."trials"."results_first_posted_date_precision") in (0, 2)),
	CONSTRAINT "last_update_posted_date_precision_is_known" CHECK ("analytics"."trials"."last_update_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "last_update_posted_date_has_precision" CHECK (num_nulls("analytics"."trials"."last_update_posted_date", "analytics"."trials"."last_update_posted_date_precision") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "analytics"."trial_versions" (
	"nct_id" text NOT NULL,
	"version_number" integer NOT NULL,
	"event" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL,
	"_record_id" bigint NOT NULL,
	"_load_id" bigint NOT NULL,
	CONSTRAINT "trial_versions_nct_id_version_number_pk" PRIMARY KEY("nct_id","version_number"),
	CONSTRAINT "event_is_known" CHECK ("analytics"."trial_versions"."event" in ('appeared', 'changed', 'vanished', 'returned')),
	CONSTRAINT "version_does_not_end_before_it_begins" CHECK ("analytics"."trial_versions"."valid_to" >= "analytics"."trial_versions"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "ops"."audit_log" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"run_id" uuid,
	"database_role" text NOT NULL,
	"os_user" text NOT NULL,
	"program_version" text NOT NULL,
	"reason" text,
	"details" jsonb NOT NULL,
	"content_hash" text,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ops"."check_failures" (
	"check_run_id" uuid NOT NULL,
	"check_name" text NOT NULL,
	"ordinal" integer NOT NULL,
	"row_key" jsonb NOT NULL,
	"row_values" jsonb NOT NULL,
	CONSTRAINT "check_failures_check_run_id_check_name_ordinal_pk" PRIMARY KEY("check_run_id","check_name","ordinal")
);
--> statement-breakpoint
CREATE TABLE "ops"."check_results" (
	"check_run_id" uuid NOT NULL,
	"check_name" text NOT NULL,
	"table_name" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"status" text NOT NULL,
	"description" text NOT NULL,
	"checked_count" bigint NOT NULL,
	"failed_count" bigint NOT NULL,
	"max_failed_count" bigint,
	"max_failed_share" double precision,
	"observed" double precision,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "check_results_check_run_id_check_name_pk" PRIMARY KEY("check_run_id","check_name"),
	CONSTRAINT "severity_is_known" CHECK ("ops"."check_results"."severity" in ('warn', 'error')),
	CONSTRAINT "status_is_known" CHECK ("ops"."check_results"."status" in ('passed', 'warned', 'failed')),
	CONSTRAINT "failed_count_is_within_checked" CHECK ("ops"."check_results"."failed_count" between 0 and "ops"."check_results"."checked_count")
);
--> statement-breakpoint
CREATE TABLE "ops"."check_runs" (
	"check_run_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"load_id" bigint,
	"suite" text NOT NULL,
	"suite_version" text NOT NULL,
	"verdict" text NOT NULL,
	"passed_count" integer NOT NULL,
	"warned_count" integer NOT NULL,
	"failed_count" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "verdict_is_known" CHECK ("ops"."check_runs"."verdict" in ('passed', 'warned', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "ops"."loads" (
	"load_id" bigint PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"source" text NOT NULL,
	"format" text NOT NULL,
	"format_version" text NOT NULL,
	"origin" text NOT NULL,
	"extent" text NOT NULL,
	"uri" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" char(64) NOT NULL,
	"size_bytes" bigint NOT NULL,
	"encoding" text NOT NULL,
	"has_bom" boolean NOT NULL,
	"line_ending" text NOT NULL,
	"delimiter" text NOT NULL,
	"headers" text[] NOT NULL,
	"missing_columns" text[] NOT NULL,
	"snapshot_date" date,
	"snapshot_at" timestamp with time zone NOT NULL,
	"content_hash" char(64) NOT NULL,
	"line_count" bigint NOT NULL,
	"rows_read" bigint NOT NULL,
	"rows_new" bigint NOT NULL,
	"rows_changed" bigint NOT NULL,
	"rows_unchanged" bigint NOT NULL,
	"rows_duplicate" bigint NOT NULL,
	"rows_rejected" bigint NOT NULL,
	"rows_vanished" bigint NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "file_is_loaded_once_per_source_date_and_extent" UNIQUE NULLS NOT DISTINCT("source","sha256","snapshot_date","extent"),
	CONSTRAINT "origin_is_known" CHECK ("ops"."loads"."origin" in ('file', 'inbox', 'kaggle', 'sample')),
	CONSTRAINT "extent_is_known" CHECK ("ops"."loads"."extent" in ('snapshot', 'increment')),
	CONSTRAINT "every_row_is_accounted_for" CHECK ("ops"."loads"."rows_read" = "ops"."loads"."rows_new" + "ops"."loads"."rows_changed" + "ops"."loads"."rows_unchanged" + "ops"."loads"."rows_duplicate" + "ops"."loads"."rows_rejected")
);
--> statement-breakpoint
CREATE TABLE "ops"."plans" (
	"plan_id" bigint PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"os_user" text NOT NULL,
	"program_version" text NOT NULL,
	"source" text NOT NULL,
	"is_applicable" boolean NOT NULL,
	"request" jsonb NOT NULL,
	"files" jsonb NOT NULL,
	"base" jsonb NOT NULL,
	"outcome" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ops"."publications" (
	"publication_id" bigint PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"load_id" bigint NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ops"."reject_outcomes" (
	"outcome_id" bigint PRIMARY KEY NOT NULL,
	"reject_id" bigint NOT NULL,
	"outcome" text NOT NULL,
	"because" text,
	"value_text" text,
	"new_reject_id" bigint,
	"run_id" uuid NOT NULL,
	"rule_version" text NOT NULL,
	"os_user" text NOT NULL,
	"database_role" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "outcome_is_known" CHECK ("ops"."reject_outcomes"."outcome" in ('resolved', 'rejected_again', 'reopened', 'waived')),
	CONSTRAINT "waiver_has_a_reason" CHECK ("ops"."reject_outcomes"."outcome" <> 'waived' or "ops"."reject_outcomes"."because" ~ '[^[:space:]]'),
	CONSTRAINT "rejected_again_names_the_new_reject" CHECK (("ops"."reject_outcomes"."outcome" = 'rejected_again') = ("ops"."reject_outcomes"."new_reject_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "ops"."rejects" (
	"reject_id" bigint PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"load_id" bigint NOT NULL,
	"scope" text NOT NULL,
	"record_id" bigint,
	"nct_id" text,
	"row_number" bigint NOT NULL,
	"line_number" bigint NOT NULL,
	"field" text,
	"position" integer,
	"reason_code" text NOT NULL,
	"detail" text NOT NULL,
	"raw_text" text NOT NULL,
	"raw_bytes" "bytea",
	"is_raw_text_complete" boolean NOT NULL,
	"rule_version" text NOT NULL,
	"rejected_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reject_is_recorded_once" UNIQUE NULLS NOT DISTINCT("load_id","row_number","record_id","field","position","reason_code","rule_version"),
	CONSTRAINT "scope_is_known" CHECK ("ops"."rejects"."scope" in ('file_row', 'record', 'field')),
	CONSTRAINT "field_reject_names_its_field" CHECK ("ops"."rejects"."scope" <> 'field' or "ops"."rejects"."field" is not null),
	CONSTRAINT "record_reject_names_its_record" CHECK (("ops"."rejects"."scope" = 'file_row') = ("ops"."rejects"."record_id" is null))
);
--> statement-breakpoint
CREATE TABLE "ops"."releases" (
	"name" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"database_role" text NOT NULL,
	"program_version" text NOT NULL,
	"reason" text,
	"published_load_id" bigint NOT NULL,
	"files" jsonb NOT NULL,
	"manifest" jsonb NOT NULL,
	"audit_entry_id" bigint NOT NULL,
	"audit_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ops"."runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"program" text NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"program_version" text NOT NULL,
	"os_user" text NOT NULL,
	"host" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"error" text,
	CONSTRAINT "status_is_known" CHECK ("ops"."runs"."status" in ('running', 'succeeded', 'unchanged', 'failed', 'gate_failed', 'interrupted', 'crashed'))
);
--> statement-breakpoint
CREATE TABLE "ops"."source_states" (
	"source" text PRIMARY KEY NOT NULL,
	"loaded_load_id" bigint,
	"staged_load_id" bigint,
	"staged_rule_version" text,
	"checked_load_id" bigint,
	"checked_rule_version" text,
	"checked_suite_version" text,
	"check_run_id" uuid,
	"published_load_id" bigint,
	"published_rule_version" text,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ops"."steps" (
	"run_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"rows_in" bigint NOT NULL,
	"rows_out" bigint NOT NULL,
	"rows_set_aside" bigint NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "steps_run_id_ordinal_pk" PRIMARY KEY("run_id","ordinal"),
	CONSTRAINT "name_is_known" CHECK ("ops"."steps"."name" in ('acquire', 'load', 'transform', 'check', 'publish')),
	CONSTRAINT "status_is_known" CHECK ("ops"."steps"."status" in ('running', 'succeeded', 'unchanged', 'failed', 'gate_failed', 'interrupted', 'crashed')),
	CONSTRAINT "every_row_is_accounted_for" CHECK ("ops"."steps"."rows_in" = "ops"."steps"."rows_out" + "ops"."steps"."rows_set_aside")
);
--> statement-breakpoint
CREATE TABLE "raw"."ctgov_legacy_csv" (
	"_record_id" bigint PRIMARY KEY NOT NULL,
	"_load_id" bigint NOT NULL,
	"_row_number" bigint NOT NULL,
	"_line_number" bigint NOT NULL,
	"_row_hash" "bytea" NOT NULL,
	"_extracted_at" timestamp with time zone NOT NULL,
	"rank" text,
	"nct_number" text,
	"title" text,
	"acronym" text,
	"status" text,
	"study_results" text,
	"conditions" text,
	"interventions" text,
	"outcome_measures" text,
	"sponsor_collaborators" text,
	"gender" text,
	"age" text,
	"phases" text,
	"enrollment" text,
	"funded_bys" text,
	"study_type" text,
	"study_designs" text,
	"other_ids" text,
	"start_date" text,
	"primary_completion_date" text,
	"completion_date" text,
	"first_posted" text,
	"results_first_posted" text,
	"last_update_posted" text,
	"locations" text,
	"study_documents" text,
	"url" text,
	CONSTRAINT "ctgov_legacy_csv_version_is_stored_once" UNIQUE("_row_hash")
);
--> statement-breakpoint
CREATE TABLE "raw"."ctgov_legacy_csv_rows" (
	"load_id" bigint NOT NULL,
	"row_number" bigint NOT NULL,
	"line_number" bigint NOT NULL,
	"record_id" bigint NOT NULL,
	"disposition" text NOT NULL,
	"rank" text,
	CONSTRAINT "ctgov_legacy_csv_rows_load_id_row_number_pk" PRIMARY KEY("load_id","row_number"),
	CONSTRAINT "disposition_is_known" CHECK ("raw"."ctgov_legacy_csv_rows"."disposition" in ('new', 'changed', 'unchanged', 'duplicate', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_conditions" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"canonical_name" text NOT NULL,
	"condition_id" uuid NOT NULL,
	CONSTRAINT "trial_conditions_nct_id_position_pk" PRIMARY KEY("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_documents" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"url" text,
	"has_protocol" boolean NOT NULL,
	"has_sap" boolean NOT NULL,
	"has_icf" boolean NOT NULL,
	CONSTRAINT "trial_documents_nct_id_position_pk" PRIMARY KEY("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_funders" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"agency_class" text NOT NULL,
	CONSTRAINT "trial_funders_nct_id_position_pk" PRIMARY KEY("nct_id","position"),
	CONSTRAINT "agency_class_is_known" CHECK ("staging"."trial_funders"."agency_class" in ('INDUSTRY', 'NIH', 'FED', 'OTHER_GOV', 'INDIV', 'NETWORK', 'OTHER', 'AMBIG', 'UNKNOWN'))
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_interventions" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"intervention_type" text,
	"name" text NOT NULL,
	"canonical_name" text NOT NULL,
	"intervention_id" uuid NOT NULL,
	CONSTRAINT "trial_interventions_nct_id_position_pk" PRIMARY KEY("nct_id","position"),
	CONSTRAINT "intervention_type_is_known" CHECK ("staging"."trial_interventions"."intervention_type" in ('DRUG', 'BIOLOGICAL', 'DEVICE', 'PROCEDURE', 'RADIATION', 'BEHAVIORAL', 'GENETIC', 'DIETARY_SUPPLEMENT', 'COMBINATION_PRODUCT', 'DIAGNOSTIC_TEST', 'OTHER'))
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_locations" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"facility" text,
	"city" text,
	"state" text,
	"country" text,
	"country_code" text,
	"raw_text" text NOT NULL,
	CONSTRAINT "trial_locations_nct_id_position_pk" PRIMARY KEY("nct_id","position"),
	CONSTRAINT "country_has_its_code" CHECK (("staging"."trial_locations"."country" is null) = ("staging"."trial_locations"."country_code" is null))
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_other_ids" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"id_type" text NOT NULL,
	"id_value" text NOT NULL,
	CONSTRAINT "trial_other_ids_nct_id_position_pk" PRIMARY KEY("nct_id","position"),
	CONSTRAINT "id_type_is_known" CHECK ("staging"."trial_other_ids"."id_type" in ('ORG_STUDY_ID', 'SECONDARY_ID'))
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_outcomes" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"measure" text NOT NULL,
	CONSTRAINT "trial_outcomes_nct_id_position_pk" PRIMARY KEY("nct_id","position")
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_phases" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"phase" text NOT NULL,
	CONSTRAINT "trial_phases_nct_id_position_pk" PRIMARY KEY("nct_id","position"),
	CONSTRAINT "phase_is_known" CHECK ("staging"."trial_phases"."phase" in ('EARLY_PHASE1', 'PHASE1', 'PHASE2', 'PHASE3', 'PHASE4', 'NA'))
);
--> statement-breakpoint
CREATE TABLE "staging"."trial_sponsors" (
	"nct_id" text NOT NULL,
	"position" integer NOT NULL,
	"id" uuid NOT NULL,
	"lead_or_collaborator" text NOT NULL,
	"name" text NOT NULL,
	"sponsor_id" uuid NOT NULL,
	CONSTRAINT "trial_sponsors_nct_id_position_pk" PRIMARY KEY("nct_id","position"),
	CONSTRAINT "lead_or_collaborator_is_known" CHECK ("staging"."trial_sponsors"."lead_or_collaborator" in ('LEAD', 'COLLABORATOR'))
);
--> statement-breakpoint
CREATE TABLE "staging"."trials" (
	"nct_id" text NOT NULL,
	"brief_title" text NOT NULL,
	"acronym" text,
	"overall_status" text,
	"has_results" boolean,
	"study_type" text,
	"is_patient_registry" boolean NOT NULL,
	"expanded_access_type_individual" boolean,
	"expanded_access_type_intermediate" boolean,
	"expanded_access_type_treatment" boolean,
	"allocation" text,
	"intervention_model" text,
	"masking" text,
	"subject_masked" boolean,
	"caregiver_masked" boolean,
	"investigator_masked" boolean,
	"outcomes_assessor_masked" boolean,
	"primary_purpose" text,
	"observational_model" text,
	"time_perspective" text,
	"enrollment" integer,
	"sex" text,
	"minimum_age" integer,
	"minimum_age_unit" text,
	"minimum_age_days" numeric,
	"maximum_age" integer,
	"maximum_age_unit" text,
	"maximum_age_days" numeric,
	"std_ages" text[] NOT NULL,
	"start_date" date,
	"start_date_precision" text,
	"start_date_raw" text,
	"primary_completion_date" date,
	"primary_completion_date_precision" text,
	"primary_completion_date_raw" text,
	"completion_date" date,
	"completion_date_precision" text,
	"completion_date_raw" text,
	"study_first_posted_date" date,
	"study_first_posted_date_precision" text,
	"study_first_posted_date_raw" text,
	"results_first_posted_date" date,
	"results_first_posted_date_precision" text,
	"results_first_posted_date_raw" text,
	"last_update_posted_date" date,
	"last_update_posted_date_precision" text,
	"last_update_posted_date_raw" text,
	"url" text,
	"_record_id" bigint NOT NULL,
	"_rule_version" text NOT NULL,
	CONSTRAINT "trials_nct_id_pk" PRIMARY KEY("nct_id"),
	CONSTRAINT "overall_status_is_known" CHECK ("staging"."trials"."overall_status" in ('NOT_YET_RECRUITING', 'RECRUITING', 'ENROLLING_BY_INVITATION', 'ACTIVE_NOT_RECRUITING', 'SUSPENDED', 'COMPLETED', 'TERMINATED', 'WITHDRAWN', 'UNKNOWN', 'WITHHELD', 'AVAILABLE', 'TEMPORARILY_NOT_AVAILABLE', 'NO_LONGER_AVAILABLE', 'APPROVED_FOR_MARKETING')),
	CONSTRAINT "study_type_is_known" CHECK ("staging"."trials"."study_type" in ('INTERVENTIONAL', 'OBSERVATIONAL', 'EXPANDED_ACCESS')),
	CONSTRAINT "allocation_is_known" CHECK ("staging"."trials"."allocation" in ('RANDOMIZED', 'NON_RANDOMIZED', 'NA')),
	CONSTRAINT "intervention_model_is_known" CHECK ("staging"."trials"."intervention_model" in ('SINGLE_GROUP', 'PARALLEL', 'CROSSOVER', 'FACTORIAL', 'SEQUENTIAL')),
	CONSTRAINT "masking_is_known" CHECK ("staging"."trials"."masking" in ('NONE', 'SINGLE', 'DOUBLE', 'TRIPLE', 'QUADRUPLE')),
	CONSTRAINT "primary_purpose_is_known" CHECK ("staging"."trials"."primary_purpose" in ('TREATMENT', 'PREVENTION', 'DIAGNOSTIC', 'ECT', 'SUPPORTIVE_CARE', 'SCREENING', 'HEALTH_SERVICES_RESEARCH', 'BASIC_SCIENCE', 'DEVICE_FEASIBILITY', 'OTHER')),
	CONSTRAINT "observational_model_is_known" CHECK ("staging"."trials"."observational_model" in ('COHORT', 'CASE_CONTROL', 'CASE_ONLY', 'CASE_CROSSOVER', 'ECOLOGIC_OR_COMMUNITY', 'FAMILY_BASED', 'DEFINED_POPULATION', 'NATURAL_HISTORY', 'OTHER')),
	CONSTRAINT "time_perspective_is_known" CHECK ("staging"."trials"."time_perspective" in ('RETROSPECTIVE', 'PROSPECTIVE', 'CROSS_SECTIONAL', 'OTHER')),
	CONSTRAINT "sex_is_known" CHECK ("staging"."trials"."sex" in ('ALL', 'FEMALE', 'MALE')),
	CONSTRAINT "minimum_age_unit_is_known" CHECK ("staging"."trials"."minimum_age_unit" in ('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE')),
	CONSTRAINT "maximum_age_unit_is_known" CHECK ("staging"."trials"."maximum_age_unit" in ('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE')),
	CONSTRAINT "nct_id_is_well_formed" CHECK ("staging"."trials"."nct_id" ~ '^NCT[0-9]{8}$'),
	CONSTRAINT "enrollment_is_nonnegative" CHECK ("staging"."trials"."enrollment" >= 0),
	CONSTRAINT "minimum_age_is_complete" CHECK (num_nulls("staging"."trials"."minimum_age", "staging"."trials"."minimum_age_unit", "staging"."trials"."minimum_age_days") in (0, 3)),
	CONSTRAINT "maximum_age_is_complete" CHECK (num_nulls("staging"."trials"."maximum_age", "staging"."trials"."maximum_age_unit", "staging"."trials"."maximum_age_days") in (0, 3)),
	CONSTRAINT "start_date_precision_is_known" CHECK ("staging"."trials"."start_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "start_date_has_precision" CHECK (num_nulls("staging"."trials"."start_date", "staging"."trials"."start_date_precision") in (0, 2)),
	CONSTRAINT "primary_completion_date_precision_is_known" CHECK ("staging"."trials"."primary_completion_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "primary_completion_date_has_precision" CHECK (num_nulls("staging"."trials"."primary_completion_date", "staging"."trials"."primary_completion_date_precision") in (0, 2)),
	CONSTRAINT "completion_date_precision_is_known" CHECK ("staging"."trials"."completion_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "completion_date_has_precision" CHECK (num_nulls("staging"."trials"."completion_date", "staging"."trials"."completion_date_precision") in (0, 2)),
	CONSTRAINT "study_first_posted_date_precision_is_known" CHECK ("staging"."trials"."study_first_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "study_first_posted_date_has_precision" CHECK (num_nulls("staging"."trials"."study_first_posted_date", "staging"."trials"."study_first_posted_date_precision") in (0, 2)),
	CONSTRAINT "results_first_posted_date_precision_is_known" CHECK ("staging"."trials"."results_first_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "results_first_posted_date_has_precision" CHECK (num_nulls("staging"."trials"."results_first_posted_date", "staging"."trials"."results_first_posted_date_precision") in (0, 2)),
	CONSTRAINT "last_update_posted_date_precision_is_known" CHECK ("staging"."trials"."last_update_posted_date_precision" in ('day', 'month', 'year')),
	CONSTRAINT "last_update_posted_date_has_precision" CHECK (num_nulls("staging"."trials"."last_update_posted_date", "staging"."trials"."last_update_posted_date_precision") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "analytics"."trial_changes" ADD CONSTRAINT "trial_changes_version_fk" FOREIGN KEY ("nct_id","version_number") REFERENCES "analytics"."trial_versions"("nct_id","version_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_conditions" ADD CONSTRAINT "trial_conditions_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_conditions" ADD CONSTRAINT "trial_conditions_condition_id_fk" FOREIGN KEY ("condition_id") REFERENCES "analytics"."conditions"("condition_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_documents" ADD CONSTRAINT "trial_documents_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_funders" ADD CONSTRAINT "trial_funders_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_interventions" ADD CONSTRAINT "trial_interventions_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_interventions" ADD CONSTRAINT "trial_interventions_intervention_id_fk" FOREIGN KEY ("intervention_id") REFERENCES "analytics"."interventions"("intervention_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_locations" ADD CONSTRAINT "trial_locations_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_locations" ADD CONSTRAINT "trial_locations_country_code_fk" FOREIGN KEY ("country_code") REFERENCES "analytics"."countries"("country_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_other_ids" ADD CONSTRAINT "trial_other_ids_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_outcomes" ADD CONSTRAINT "trial_outcomes_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_phases" ADD CONSTRAINT "trial_phases_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_phases" ADD CONSTRAINT "trial_phases_phase_fk" FOREIGN KEY ("phase") REFERENCES "analytics"."phases"("phase") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_sponsors" ADD CONSTRAINT "trial_sponsors_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "analytics"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_sponsors" ADD CONSTRAINT "trial_sponsors_sponsor_id_fk" FOREIGN KEY ("sponsor_id") REFERENCES "analytics"."sponsors"("sponsor_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trials" ADD CONSTRAINT "trials_overall_status_fk" FOREIGN KEY ("overall_status") REFERENCES "analytics"."overall_statuses"("overall_status") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trials" ADD CONSTRAINT "trials_study_type_fk" FOREIGN KEY ("study_type") REFERENCES "analytics"."study_types"("study_type") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."trial_versions" ADD CONSTRAINT "trial_versions_record_fk" FOREIGN KEY ("_record_id") REFERENCES "analytics"."trial_records"("_record_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."check_failures" ADD CONSTRAINT "check_failures_result_fk" FOREIGN KEY ("check_run_id","check_name") REFERENCES "ops"."check_results"("check_run_id","check_name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."check_results" ADD CONSTRAINT "check_results_check_run_id_check_runs_check_run_id_fk" FOREIGN KEY ("check_run_id") REFERENCES "ops"."check_runs"("check_run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."check_runs" ADD CONSTRAINT "check_runs_run_id_runs_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "ops"."runs"("run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."check_runs" ADD CONSTRAINT "check_runs_load_id_loads_load_id_fk" FOREIGN KEY ("load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."loads" ADD CONSTRAINT "loads_run_id_runs_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "ops"."runs"("run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."publications" ADD CONSTRAINT "publications_load_id_loads_load_id_fk" FOREIGN KEY ("load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."reject_outcomes" ADD CONSTRAINT "reject_outcomes_reject_id_rejects_reject_id_fk" FOREIGN KEY ("reject_id") REFERENCES "ops"."rejects"("reject_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."reject_outcomes" ADD CONSTRAINT "reject_outcomes_new_reject_id_rejects_reject_id_fk" FOREIGN KEY ("new_reject_id") REFERENCES "ops"."rejects"("reject_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."reject_outcomes" ADD CONSTRAINT "reject_outcomes_run_id_runs_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "ops"."runs"("run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."rejects" ADD CONSTRAINT "rejects_run_id_runs_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "ops"."runs"("run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."rejects" ADD CONSTRAINT "rejects_load_id_loads_load_id_fk" FOREIGN KEY ("load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."releases" ADD CONSTRAINT "releases_published_load_id_loads_load_id_fk" FOREIGN KEY ("published_load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."source_states" ADD CONSTRAINT "source_states_loaded_load_id_loads_load_id_fk" FOREIGN KEY ("loaded_load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."source_states" ADD CONSTRAINT "source_states_staged_load_id_loads_load_id_fk" FOREIGN KEY ("staged_load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."source_states" ADD CONSTRAINT "source_states_checked_load_id_loads_load_id_fk" FOREIGN KEY ("checked_load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."source_states" ADD CONSTRAINT "source_states_check_run_id_check_runs_check_run_id_fk" FOREIGN KEY ("check_run_id") REFERENCES "ops"."check_runs"("check_run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."source_states" ADD CONSTRAINT "source_states_published_load_id_loads_load_id_fk" FOREIGN KEY ("published_load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ops"."steps" ADD CONSTRAINT "steps_run_id_runs_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "ops"."runs"("run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw"."ctgov_legacy_csv" ADD CONSTRAINT "ctgov_legacy_csv__load_id_loads_load_id_fk" FOREIGN KEY ("_load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw"."ctgov_legacy_csv_rows" ADD CONSTRAINT "ctgov_legacy_csv_rows_load_id_loads_load_id_fk" FOREIGN KEY ("load_id") REFERENCES "ops"."loads"("load_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw"."ctgov_legacy_csv_rows" ADD CONSTRAINT "ctgov_legacy_csv_rows_record_id_ctgov_legacy_csv__record_id_fk" FOREIGN KEY ("record_id") REFERENCES "raw"."ctgov_legacy_csv"("_record_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_conditions" ADD CONSTRAINT "trial_conditions_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_documents" ADD CONSTRAINT "trial_documents_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_funders" ADD CONSTRAINT "trial_funders_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_interventions" ADD CONSTRAINT "trial_interventions_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_locations" ADD CONSTRAINT "trial_locations_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_other_ids" ADD CONSTRAINT "trial_other_ids_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_outcomes" ADD CONSTRAINT "trial_outcomes_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_phases" ADD CONSTRAINT "trial_phases_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staging"."trial_sponsors" ADD CONSTRAINT "trial_sponsors_trial_fk" FOREIGN KEY ("nct_id") REFERENCES "staging"."trials"("nct_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conditions_name_index" ON "analytics"."conditions" USING hash ("name");--> statement-breakpoint
CREATE INDEX "interventions_name_index" ON "analytics"."interventions" USING hash ("name");--> statement-breakpoint
CREATE INDEX "sponsors_name_index" ON "analytics"."sponsors" USING hash ("name");--> statement-breakpoint
CREATE INDEX "trial_changes_field_index" ON "analytics"."trial_changes" USING btree ("field","snapshot_at");--> statement-breakpoint
CREATE INDEX "trial_conditions_condition_id_index" ON "analytics"."trial_conditions" USING btree ("condition_id");--> statement-breakpoint
CREATE INDEX "trial_interventions_intervention_id_index" ON "analytics"."trial_interventions" USING btree ("intervention_id");--> statement-breakpoint
CREATE INDEX "trial_locations_country_code_index" ON "analytics"."trial_locations" USING btree ("country_code");--> statement-breakpoint
CREATE INDEX "trial_phases_phase_index" ON "analytics"."trial_phases" USING btree ("phase");--> statement-breakpoint
CREATE INDEX "trial_records_nct_id_index" ON "analytics"."trial_records" USING btree ("nct_id");--> statement-breakpoint
CREATE INDEX "trial_sponsors_sponsor_id_index" ON "analytics"."trial_sponsors" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "trials_study_type_index" ON "analytics"."trials" USING btree ("study_type");--> statement-breakpoint
CREATE INDEX "trials_overall_status_index" ON "analytics"."trials" USING btree ("overall_status");--> statement-breakpoint
CREATE INDEX "trials_start_date_index" ON "analytics"."trials" USING btree ("start_date");--> statement-breakpoint
CREATE UNIQUE INDEX "trial_has_one_open_version" ON "analytics"."trial_versions" USING btree ("nct_id") WHERE "analytics"."trial_versions"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "trial_versions_record_id_index" ON "analytics"."trial_versions" USING btree ("_record_id");--> statement-breakpoint
CREATE INDEX "trial_versions_valid_from_index" ON "analytics"."trial_versions" USING btree ("valid_from");--> statement-breakpoint
CREATE INDEX "check_runs_run_id_index" ON "ops"."check_runs" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "loads_run_id_index" ON "ops"."loads" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "publications_source_valid_from_index" ON "ops"."publications" USING btree ("source","valid_from");--> statement-breakpoint
CREATE INDEX "publications_load_id_index" ON "ops"."publications" USING btree ("load_id");--> statement-breakpoint
CREATE INDEX "reject_outcomes_reject_id_index" ON "ops"."reject_outcomes" USING btree ("reject_id","outcome_id");--> statement-breakpoint
CREATE INDEX "rejects_record_id_index" ON "ops"."rejects" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "rejects_reason_code_index" ON "ops"."rejects" USING btree ("reason_code");--> statement-breakpoint
CREATE INDEX "runs_started_at_index" ON "ops"."runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "ctgov_legacy_csv_nct_number_index" ON "raw"."ctgov_legacy_csv" USING hash ("nct_number");--> statement-breakpoint
CREATE INDEX "ctgov_legacy_csv_load_id_index" ON "raw"."ctgov_legacy_csv" USING btree ("_load_id");--> statement-breakpoint
CREATE INDEX "ctgov_legacy_csv_rows_record_id_index" ON "raw"."ctgov_legacy_csv_rows" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "trials_record_id_index" ON "staging"."trials" USING btree ("_record_id");--> statement-breakpoint
CREATE VIEW "analytics"."conditions_by_trial_count" AS (
select "analytics"."conditions"."condition_id" as condition_id, "analytics"."conditions"."name" as condition,
       count(distinct "analytics"."trial_conditions"."nct_id") as trial_count,
       count(distinct "analytics"."trial_conditions"."nct_id")::float8 / (select count(*) from "analytics"."trials") as trial_share,
       count(distinct "analytics"."trial_conditions"."name") as spelling_count
from "analytics"."trial_conditions"
join "analytics"."conditions" on "analytics"."conditions"."condition_id" = "analytics"."trial_conditions"."condition_id"
group by "analytics"."conditions"."condition_id", "analytics"."conditions"."name"
order by trial_count desc, condition);--> statement-breakpoint
CREATE VIEW "analytics"."enrollment_changes" AS (
select "analytics"."trial_changes"."nct_id" as nct_id, "analytics"."trial_changes"."version_number" as version_number, "analytics"."trial_changes"."snapshot_at" as snapshot_at,
       "analytics"."trial_changes"."old_value"::int as old_enrollment, "analytics"."trial_changes"."new_value"::int as new_enrollment,
       "analytics"."trial_changes"."new_value"::float8 / nullif("analytics"."trial_changes"."old_value"::float8, 0) as ratio
from "analytics"."trial_changes"
where "analytics"."trial_changes"."field" = 'enrollment');--> statement-breakpoint
CREATE VIEW "analytics"."intervention_completion_rates" AS (
with used as (
  select distinct "analytics"."trial_interventions"."intervention_id" as intervention_id, "analytics"."trial_interventions"."nct_id" as nct_id
  from "analytics"."trial_interventions"
), counted as (
  select used.intervention_id, count(*) as trial_count,
         count(*) filter (where "analytics"."trials"."overall_status" in ('COMPLETED', 'TERMINATED', 'WITHDRAWN')) as ended_count,
         count(*) filter (where "analytics"."trials"."overall_status" = 'COMPLETED') as completed_count,
         count(*) filter (where "analytics"."trials"."overall_status" = 'TERMINATED') as terminated_count,
         count(*) filter (where "analytics"."trials"."overall_status" = 'WITHDRAWN') as withdrawn_count
  from used join "analytics"."trials" on "analytics"."trials"."nct_id" = used.nct_id
  group by used.intervention_id
)
select "analytics"."interventions"."intervention_id" as intervention_id, "analytics"."interventions"."intervention_type" as intervention_type,
       "analytics"."interventions"."name" as intervention, counted.trial_count, counted.ended_count, counted.completed_count,
       counted.terminated_count, counted.withdrawn_count,
       counted.completed_count::float8 / counted.ended_count as completion_rate,
       counted.ended_count >= 5 as is_reliable
from counted join "analytics"."interventions" on "analytics"."interventions"."intervention_id" = counted.intervention_id
where counted.ended_count > 0
order by is_reliable desc, completion_rate desc, ended_count desc, intervention);--> statement-breakpoint
CREATE VIEW "analytics"."outcome_changes_after_start" AS (
select "analytics"."trial_changes"."nct_id" as nct_id, "analytics"."trial_changes"."version_number" as version_number, "analytics"."trial_changes"."snapshot_at" as snapshot_at,
       "analytics"."trial_records"."start_date" as start_date,
       ("analytics"."trial_changes"."snapshot_at" at time zone 'UTC')::date - "analytics"."trial_records"."start_date" as days_after_start,
       "analytics"."trial_changes"."kind" as kind, coalesce("analytics"."trial_changes"."new_value", "analytics"."trial_changes"."old_value") as measure
from "analytics"."trial_changes"
join "analytics"."trial_versions" on "analytics"."trial_versions"."nct_id" = "analytics"."trial_changes"."nct_id" and "analytics"."trial_versions"."version_number" = "analytics"."trial_changes"."version_number"
join "analytics"."trial_records" on "analytics"."trial_records"."_record_id" = "analytics"."trial_versions"."_record_id"
where "analytics"."trial_changes"."field" = 'outcomes' and "analytics"."trial_changes"."kind" in ('added', 'removed')
  and "analytics"."trial_records"."start_date" < ("analytics"."trial_changes"."snapshot_at" at time zone 'UTC')::date);--> statement-breakpoint
CREATE VIEW "analytics"."primary_completion_slips" AS (
select nct_id, move_count, first_date, last_date, last_date - first_date as slipped_days
from (
  select "analytics"."trial_changes"."nct_id" as nct_id, count(*) as move_count,
         (array_agg("analytics"."trial_changes"."old_value"::date order by "analytics"."trial_changes"."version_number"))[1] as first_date,
         (array_agg("analytics"."trial_changes"."new_value"::date order by "analytics"."trial_changes"."version_number" desc))[1] as last_date
  from "analytics"."trial_changes"
  where "analytics"."trial_changes"."field" = 'primary_completion_date'
  group by "analytics"."trial_changes"."nct_id"
) moved);--> statement-breakpoint
CREATE VIEW "analytics"."status_timeline" AS (
with seen as (
  select "analytics"."trial_versions"."nct_id" as nct_id, "analytics"."trial_versions"."version_number" as version_number, "analytics"."trial_versions"."valid_from" as valid_from,
         "analytics"."trial_versions"."valid_to" as valid_to,
         case when "analytics"."trial_versions"."event" <> 'vanished' then "analytics"."trial_records"."overall_status" end as overall_status
  from "analytics"."trial_versions"
  join "analytics"."trial_records" on "analytics"."trial_records"."_record_id" = "analytics"."trial_versions"."_record_id"
), marked as (
  select seen.*,
         case when version_number = 1 or overall_status is distinct from lag(overall_status) over trial then 1 else 0 end as is_new
  from seen
  window trial as (partition by nct_id order by version_number)
), numbered as (
  select marked.*, sum(is_new) over (partition by nct_id order by version_number) as period_number from marked
), periods as (
  select nct_id, period_number, min(overall_status) as overall_status, min(valid_from) as valid_from,
         case when bool_or(valid_to is null) then null else max(valid_to) end as valid_to
  from numbered group by nct_id, period_number
), ordered as (
  select periods.*, lag(overall_status) over (partition by nct_id order by period_number) as previous_status from periods
)
select ordered.nct_id, ordered.period_number, ordered.overall_status, ordered.previous_status, ordered.valid_from, ordered.valid_to,
       extract(day from coalesce(ordered.valid_to, (select max("analytics"."trial_versions"."valid_from") from "analytics"."trial_versions")) - ordered.valid_from)::int as days_in_status,
       coalesce(before.sort_order > now.sort_order, false) as is_backward_move
from ordered
left join "analytics"."overall_statuses" as now on now.overall_status = ordered.overall_status
left join "analytics"."overall_statuses" as before on before.overall_status = ordered.previous_status);--> statement-breakpoint
CREATE VIEW "analytics"."trial_durations" AS (
select extract(year from "analytics"."trials"."start_date")::int as start_year, "analytics"."trials"."study_type" as study_type, "analytics"."trial_phases"."phase" as phase,
       case when 'year' in ("analytics"."trials"."start_date_precision", "analytics"."trials"."completion_date_precision") then 'year'
            when 'month' in ("analytics"."trials"."start_date_precision", "analytics"."trials"."completion_date_precision") then 'month'
            else 'day' end as date_precision,
       coalesce("analytics"."trials"."overall_status" = 'COMPLETED', false) as is_completed,
       count(*) as trial_count,
       avg("analytics"."trials"."completion_date" - "analytics"."trials"."start_date")::float8 as average_duration_days,
       percentile_cont(0.5) within group (order by "analytics"."trials"."completion_date" - "analytics"."trials"."start_date")::float8 as median_duration_days,
       min("analytics"."trials"."completion_date" - "analytics"."trials"."start_date") as minimum_duration_days,
       max("analytics"."trials"."completion_date" - "analytics"."trials"."start_date") as maximum_duration_days
from "analytics"."trials"
left join "analytics"."trial_phases" on "analytics"."trial_phases"."nct_id" = "analytics"."trials"."nct_id"
where "analytics"."trials"."start_date" is not null and "analytics"."trials"."completion_date" is not null
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5);--> statement-breakpoint
CREATE VIEW "analytics"."trial_lineage" AS (
select "analytics"."trials"."nct_id" as nct_id, "analytics"."trials"."_record_id" as record_id, place.load_id,
       (select count(distinct "raw"."ctgov_legacy_csv_rows"."load_id") from "raw"."ctgov_legacy_csv_rows" where "raw"."ctgov_legacy_csv_rows"."record_id" = "analytics"."trials"."_record_id") as load_count,
       place.source, place.file_name, place.sha256,
       place.snapshot_date, place.snapshot_at, place.row_number, place.line_number, "analytics"."trials"."_rule_version" as rule_version,
       place.run_id, "ops"."runs"."program_version" as program_version, place.loaded_at, place.published_at
from "analytics"."trials"
cross join lateral (
  select "ops"."loads"."load_id" as load_id, "ops"."loads"."source" as source, "ops"."loads"."file_name" as file_name, "ops"."loads"."sha256" as sha256,
         "ops"."loads"."snapshot_date" as snapshot_date, "ops"."loads"."snapshot_at" as snapshot_at, "raw"."ctgov_legacy_csv_rows"."row_number" as row_number,
         "raw"."ctgov_legacy_csv_rows"."line_number" as line_number, "ops"."loads"."run_id" as run_id, "ops"."loads"."loaded_at" as loaded_at,
         "ops"."loads"."published_at" as published_at
  from "raw"."ctgov_legacy_csv_rows"
  join "ops"."loads" on "ops"."loads"."load_id" = "raw"."ctgov_legacy_csv_rows"."load_id"
  where "raw"."ctgov_legacy_csv_rows"."record_id" = "analytics"."trials"."_record_id"
  order by (select max("ops"."publications"."valid_from") from "ops"."publications" where "ops"."publications"."load_id" = "ops"."loads"."load_id") desc nulls last,
           "ops"."loads"."load_id" desc, "raw"."ctgov_legacy_csv_rows"."disposition" in ('duplicate', 'rejected'), "raw"."ctgov_legacy_csv_rows"."row_number"
  limit 1
) place
join "ops"."runs" on "ops"."runs"."run_id" = place.run_id);--> statement-breakpoint
CREATE VIEW "analytics"."trials_by_country" AS (
select "analytics"."countries"."country_code"::text as country_code, "analytics"."countries"."name" as country,
       count(distinct "analytics"."trial_locations"."nct_id") as trial_count, count(*) as site_count,
       count(distinct "analytics"."trial_locations"."nct_id")::float8 / (select count(*) from "analytics"."trials") as trial_share
from "analytics"."trial_locations"
join "analytics"."countries" on "analytics"."countries"."country_code" = "analytics"."trial_locations"."country_code"
group by "analytics"."countries"."country_code", "analytics"."countries"."name"
order by trial_count desc, country);--> statement-breakpoint
CREATE VIEW "analytics"."trials_by_study_type_and_phase" AS (
select "analytics"."trials"."study_type" as study_type, "analytics"."study_types"."label" as study_type_label,
       "analytics"."trial_phases"."phase" as phase, "analytics"."phases"."label" as phase_label, count(*) as trial_count
from "analytics"."trials"
left join "analytics"."study_types" on "analytics"."study_types"."study_type" = "analytics"."trials"."study_type"
left join "analytics"."trial_phases" on "analytics"."trial_phases"."nct_id" = "analytics"."trials"."nct_id"
left join "analytics"."phases" on "analytics"."phases"."phase" = "analytics"."trial_phases"."phase"
group by "analytics"."trials"."study_type", "analytics"."study_types"."label", "analytics"."study_types"."sort_order", "analytics"."trial_phases"."phase", "analytics"."phases"."label", "analytics"."phases"."sort_order"
order by "analytics"."study_types"."sort_order", "analytics"."phases"."sort_order");--> statement-breakpoint
CREATE VIEW "ops"."reject_states" AS (
select "ops"."rejects"."reject_id", case last.outcome when 'waived' then 'waived' when 'resolved' then 'resolved'
  when 'rejected_again' then 'superseded' else 'open' end as state,
       case when starts_with("ops"."rejects"."reason_code", 'unknown_') then 'vocabulary_news' else 'malformed' end as kind,
       "ops"."rejects"."scope", "ops"."rejects"."reason_code", "ops"."rejects"."field", "ops"."rejects"."position", "ops"."rejects"."nct_id", "ops"."rejects"."record_id",
       "ops"."rejects"."load_id", "ops"."rejects"."row_number", "ops"."rejects"."line_number", "ops"."rejects"."raw_text", "ops"."rejects"."is_raw_text_complete",
       "ops"."rejects"."detail", "ops"."rejects"."rule_version", "ops"."rejects"."run_id", "ops"."rejects"."rejected_at",
       last.because, last.value_text, last.new_reject_id, last.os_user, last.database_role, last.occurred_at as decided_at
from "ops"."rejects"
left join lateral (
  select * from "ops"."reject_outcomes" where "ops"."reject_outcomes"."reject_id" = "ops"."rejects"."reject_id"
  order by "ops"."reject_outcomes"."outcome_id" desc limit 1
) last on true);