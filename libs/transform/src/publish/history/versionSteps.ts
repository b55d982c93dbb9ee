import { insertSelect } from "@trialflow/database";
import { trialVersions, versionEvents } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { bigint, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/**
 * Holds the versions that this publication writes into the history. A temporary table of the publishing transaction; one row per trial
 * and version that begins.
 */
export const versionSteps = pgTable("version_steps", {
  nct_id: text().notNull(),
  version_number: integer().notNull(),
  event: text({ enum: versionEvents }).notNull(),
  valid_from: moment().notNull(),
  valid_to: moment(),
  load_id: bigint({ mode: "number" }).notNull(),
  recorded_at: moment().notNull(),
  record_id: bigint({ mode: "number" }).notNull(),
  previous_record_id: bigint({ mode: "number" }),
});

/**
 * Begins the versions.
 *
 * Reads    version_steps
 * Writes   analytics.trial_versions, one row per step
 */
export const openVersions = () =>
  insertSelect(
    trialVersions,
    {
      nct_id: versionSteps.nct_id,
      version_number: versionSteps.version_number,
      event: versionSteps.event,
      valid_from: versionSteps.valid_from,
      valid_to: versionSteps.valid_to,
      recorded_at: versionSteps.recorded_at,
      _record_id: versionSteps.record_id,
      _load_id: versionSteps.load_id,
    },
    sql`from ${versionSteps}`,
  );
