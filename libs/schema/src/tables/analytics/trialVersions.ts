import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { analytics } from "../schemas.ts";
import { trialRecords } from "./trialRecords.ts";

/** What began a version: the trial was new, changed, missing from a full snapshot, or there again. */
export const versionEvents = ["appeared", "changed", "vanished", "returned"] as const;

/**
 * Holds the history of the published trials. Grain: one row per trial and period in which the registry said the same of it.
 *
 * `valid_from` and `valid_to` are snapshot time (half open; NULL: still so), `recorded_at` is when the load came in. A
 * `vanished` version is a tombstone with the trial's last content. The content is in `analytics.trial_records`.
 */
export const trialVersions = analytics.table(
  "trial_versions",
  {
    nct_id: text().notNull(),
    version_number: integer().notNull(),
    event: text({ enum: versionEvents }).notNull(),
    valid_from: moment().notNull(),
    valid_to: moment(),
    recorded_at: moment().notNull(),
    _record_id: bigint({ mode: "number" }).notNull(),
    _load_id: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.nct_id, table.version_number] }),
    foreignKey({
      name: "trial_versions_record_fk",
      columns: [table._record_id],
      foreignColumns: [trialRecords._record_id],
    }),
    uniqueIndex("trial_has_one_open_version").on(table.nct_id).where(sql`${table.valid_to} is null`),
    index("trial_versions_record_id_index").on(table._record_id),
    index("trial_versions_valid_from_index").on(table.valid_from),
    isOneOf("event_is_known", table.event, versionEvents),
    check("version_does_not_end_before_it_begins", sql`${table.valid_to} >= ${table.valid_from}`),
  ],
);
