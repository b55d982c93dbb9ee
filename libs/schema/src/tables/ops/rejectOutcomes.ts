import { sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, check, index, text, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { rejects } from "./rejects.ts";
import { runs } from "./runs.ts";

/**
 * What became of a reject. `resolved`: read anew, it is no reject any more; `rejected_again`: read anew, the reject `new_reject_id`
 * stands in its place; `reopened`: a program with its own rules read it anew, and it stands again; `waived`: a person decided to
 * live with it.
 */
export const rejectOutcomeKinds = ["resolved", "rejected_again", "reopened", "waived"] as const;
export type RejectOutcomeKind = (typeof rejectOutcomeKinds)[number];

/**
 * Holds what was done about rejects. Grain: one row per act on one reject, append-only: a trigger refuses every other change.
 *
 * `value_text` is what a resolved reject gave: the value, or the values of the columns that the field fills as a JSON object.
 */
export const rejectOutcomes = ops.table(
  "reject_outcomes",
  {
    outcome_id: bigint({ mode: "number" }).primaryKey(),
    reject_id: bigint({ mode: "number" })
      .notNull()
      .references(() => rejects.reject_id),
    outcome: text({ enum: rejectOutcomeKinds }).notNull(),
    because: text(),
    value_text: text(),
    new_reject_id: bigint({ mode: "number" }).references((): AnyPgColumn => rejects.reject_id),
    run_id: uuid()
      .notNull()
      .references(() => runs.run_id),
    rule_version: text().notNull(),
    os_user: text().notNull(),
    database_role: text().notNull(),
    occurred_at: moment().notNull(),
  },
  (table) => [
    index("reject_outcomes_reject_id_index").on(table.reject_id, table.outcome_id),
    isOneOf("outcome_is_known", table.outcome, rejectOutcomeKinds),
    check("waiver_has_a_reason", sql`${table.outcome} <> 'waived' or ${table.because} ~ '[^[:space:]]'`),
    check(
      "rejected_again_names_the_new_reject",
      sql`(${table.outcome} = 'rejected_again') = (${table.new_reject_id} is not null)`,
    ),
  ],
);
