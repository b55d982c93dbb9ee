import { bigint, foreignKey, index, integer, primaryKey, text } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { analytics } from "../schemas.ts";
import { trialVersions } from "./trialVersions.ts";

/** How a field changed: another value; an entry of a list added or removed; the same entries in another order. */
export const changeKinds = ["changed", "added", "removed", "reordered"] as const;

/**
 * Holds what changed from one version of a trial to the next. Grain: one row per trial, version and changed field or list entry.
 *
 * `field` is a column of `analytics.trials`, or a list (`conditions`, `locations` ...), whose entries are the source's text. `snapshot_at`
 * is the version's `valid_from`.
 */
export const trialChanges = analytics.table(
  "trial_changes",
  {
    nct_id: text().notNull(),
    version_number: integer().notNull(),
    ordinal: integer().notNull(),
    field: text().notNull(),
    kind: text({ enum: changeKinds }).notNull(),
    old_value: text(),
    new_value: text(),
    snapshot_at: moment().notNull(),
    _load_id: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.nct_id, table.version_number, table.ordinal] }),
    foreignKey({
      name: "trial_changes_version_fk",
      columns: [table.nct_id, table.version_number],
      foreignColumns: [trialVersions.nct_id, trialVersions.version_number],
    }),
    index("trial_changes_field_index").on(table.field, table.snapshot_at),
    isOneOf("kind_is_known", table.kind, changeKinds),
  ],
);
