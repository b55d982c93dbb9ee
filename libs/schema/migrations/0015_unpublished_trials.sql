CREATE TABLE "staging"."unpublished_trials" (
	"nct_id" text PRIMARY KEY NOT NULL
);

--> statement-breakpoint
-- What was staged before this table was there and is not published. Before the first publication nothing is named.
INSERT INTO "staging"."unpublished_trials" ("nct_id")
SELECT coalesce("staged"."nct_id", "published"."nct_id")
FROM "staging"."trials" AS "staged"
FULL JOIN "analytics"."trials" AS "published" ON "published"."nct_id" = "staged"."nct_id"
WHERE EXISTS (SELECT FROM "analytics"."trials")
  AND ("published"."_record_id" IS DISTINCT FROM "staged"."_record_id" OR "published"."_rule_version" IS DISTINCT FROM "staged"."_rule_version");
