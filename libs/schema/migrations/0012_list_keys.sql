ALTER TABLE "analytics"."trial_conditions" DROP CONSTRAINT "trial_conditions_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_documents" DROP CONSTRAINT "trial_documents_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_funders" DROP CONSTRAINT "trial_funders_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_interventions" DROP CONSTRAINT "trial_interventions_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_locations" DROP CONSTRAINT "trial_locations_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_other_ids" DROP CONSTRAINT "trial_other_ids_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_outcomes" DROP CONSTRAINT "trial_outcomes_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_phases" DROP CONSTRAINT "trial_phases_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_sponsors" DROP CONSTRAINT "trial_sponsors_position_is_unique";--> statement-breakpoint
ALTER TABLE "analytics"."trial_conditions" DROP CONSTRAINT "trial_conditions_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_documents" DROP CONSTRAINT "trial_documents_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_funders" DROP CONSTRAINT "trial_funders_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_interventions" DROP CONSTRAINT "trial_interventions_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_locations" DROP CONSTRAINT "trial_locations_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_other_ids" DROP CONSTRAINT "trial_other_ids_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_outcomes" DROP CONSTRAINT "trial_outcomes_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_phases" DROP CONSTRAINT "trial_phases_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_sponsors" DROP CONSTRAINT "trial_sponsors_id_pk";--> statement-breakpoint
ALTER TABLE "analytics"."trial_conditions" ADD CONSTRAINT "trial_conditions_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_documents" ADD CONSTRAINT "trial_documents_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_funders" ADD CONSTRAINT "trial_funders_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_interventions" ADD CONSTRAINT "trial_interventions_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_locations" ADD CONSTRAINT "trial_locations_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_other_ids" ADD CONSTRAINT "trial_other_ids_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_outcomes" ADD CONSTRAINT "trial_outcomes_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_phases" ADD CONSTRAINT "trial_phases_nct_id_position_pk" PRIMARY KEY("nct_id","position");--> statement-breakpoint
ALTER TABLE "analytics"."trial_sponsors" ADD CONSTRAINT "trial_sponsors_nct_id_position_pk" PRIMARY KEY("nct_id","position");