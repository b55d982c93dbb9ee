CREATE TABLE "ops"."alerts" (
	"alert_key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"schedule" text,
	"source" text,
	"run_id" uuid,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"details" jsonb NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"deliveries" jsonb NOT NULL,
	CONSTRAINT "kind_is_known" CHECK ("ops"."alerts"."kind" in ('run_failed', 'recovered', 'sla_missed', 'stale_data', 'anomaly')),
	CONSTRAINT "severity_is_known" CHECK ("ops"."alerts"."severity" in ('info', 'warning', 'critical'))
);
--> statement-breakpoint
CREATE TABLE "ops"."run_results" (
	"run_id" uuid NOT NULL,
	"step_key" text NOT NULL,
	"result" jsonb,
	CONSTRAINT "run_results_run_id_step_key_pk" PRIMARY KEY("run_id","step_key")
);
--> statement-breakpoint
CREATE TABLE "ops"."schedule_fires" (
	"fire_id" uuid PRIMARY KEY NOT NULL,
	"schedule" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"scheduled_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"requested_by" text,
	"attempts" jsonb NOT NULL,
	"resumed_count" integer DEFAULT 0 NOT NULL,
	"run_id" uuid,
	"runner" text,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "kind_is_known" CHECK ("ops"."schedule_fires"."kind" in ('tick', 'catch_up', 'backfill', 'manual')),
	CONSTRAINT "status_is_known" CHECK ("ops"."schedule_fires"."status" in ('queued', 'running', 'cancelling', 'succeeded', 'unchanged', 'gate_failed', 'failed', 'timed_out', 'cancelled', 'skipped'))
);
--> statement-breakpoint
CREATE TABLE "ops"."schedule_states" (
	"schedule" text PRIMARY KEY NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_by" text,
	"pause_reason" text
);
--> statement-breakpoint
ALTER TABLE "ops"."runs" DROP CONSTRAINT "status_is_known";--> statement-breakpoint
ALTER TABLE "ops"."steps" DROP CONSTRAINT "status_is_known";--> statement-breakpoint
ALTER TABLE "ops"."runs" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "ops"."runs" ADD COLUMN "carrier" text DEFAULT 'process' NOT NULL;--> statement-breakpoint
ALTER TABLE "ops"."runs" ADD COLUMN "heartbeat_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ops"."runs" ADD COLUMN "begun_steps" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ops"."steps" ADD COLUMN "step_key" text;--> statement-breakpoint
ALTER TABLE "ops"."steps" ADD COLUMN "result" jsonb;--> statement-breakpoint
ALTER TABLE "ops"."steps" ADD COLUMN "runner" text;--> statement-breakpoint
ALTER TABLE "ops"."run_results" ADD CONSTRAINT "run_results_run_id_runs_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "ops"."runs"("run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_raised_at_index" ON "ops"."alerts" USING btree ("raised_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tick_fires_once" ON "ops"."schedule_fires" USING btree ("schedule","scheduled_at") WHERE "ops"."schedule_fires"."kind" in ('tick', 'catch_up');--> statement-breakpoint
CREATE INDEX "schedule_fires_created_at_index" ON "ops"."schedule_fires" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "ops"."steps" ADD CONSTRAINT "step_is_performed_once" UNIQUE("run_id","step_key");--> statement-breakpoint
ALTER TABLE "ops"."runs" ADD CONSTRAINT "carrier_is_known" CHECK ("ops"."runs"."carrier" in ('process', 'engine'));--> statement-breakpoint
ALTER TABLE "ops"."runs" ADD CONSTRAINT "status_is_known" CHECK ("ops"."runs"."status" in ('running', 'succeeded', 'unchanged', 'failed', 'gate_failed', 'interrupted', 'crashed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "ops"."steps" ADD CONSTRAINT "status_is_known" CHECK ("ops"."steps"."status" in ('running', 'succeeded', 'unchanged', 'failed', 'gate_failed', 'interrupted', 'crashed', 'cancelled'));