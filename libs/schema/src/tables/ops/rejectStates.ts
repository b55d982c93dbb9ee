import { sql } from "drizzle-orm";
import { bigint, boolean, integer, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { isVocabularyNews, rejectKinds } from "./rejectKinds.ts";
import { rejectOutcomes } from "./rejectOutcomes.ts";
import { rejectScopes, rejects } from "./rejects.ts";

/**
 * How a reject stands. `superseded`: read anew, the same was found again, and a newer reject stands in its place. A reject that
 * nobody touched, or that stands again, is `open`.
 */
export const rejectStateNames = ["open", "waived", "resolved", "superseded"] as const;
export type RejectStateName = (typeof rejectStateNames)[number];

/** Tells the state that a reject's last outcome gives it. */
const stateOf = sql`case last.outcome when 'waived' then 'waived' when 'resolved' then 'resolved'
  when 'rejected_again' then 'superseded' else 'open' end`;

/**
 * Shows every reject with its present state: that of its last outcome. Grain: one row per reject.
 *
 * The state needs no guess: whoever reads a record anew, be it a replay or an ordinary run with newer rules, writes the
 * outcome of its earlier rejects in the same transaction.
 */
export const rejectStates = ops
  .view("reject_states", {
    reject_id: bigint({ mode: "number" }).notNull(),
    state: text({ enum: rejectStateNames }).notNull(),
    kind: text({ enum: rejectKinds }).notNull(),
    scope: text({ enum: rejectScopes }).notNull(),
    reason_code: text().notNull(),
    field: text(),
    position: integer(),
    nct_id: text(),
    record_id: bigint({ mode: "number" }),
    load_id: bigint({ mode: "number" }).notNull(),
    row_number: bigint({ mode: "number" }).notNull(),
    line_number: bigint({ mode: "number" }).notNull(),
    raw_text: text().notNull(),
    is_raw_text_complete: boolean().notNull(),
    detail: text().notNull(),
    rule_version: text().notNull(),
    run_id: uuid().notNull(),
    rejected_at: moment().notNull(),
    because: text(),
    value_text: text(),
    new_reject_id: bigint({ mode: "number" }),
    os_user: text(),
    database_role: text(),
    decided_at: moment(),
  })
  .as(sql`
select ${rejects.reject_id}, ${stateOf} as state,
       case when ${isVocabularyNews(rejects.reason_code)} then 'vocabulary_news' else 'malformed' end as kind,
       ${rejects.scope}, ${rejects.reason_code}, ${rejects.field}, ${rejects.position}, ${rejects.nct_id}, ${rejects.record_id},
       ${rejects.load_id}, ${rejects.row_number}, ${rejects.line_number}, ${rejects.raw_text}, ${rejects.is_raw_text_complete},
       ${rejects.detail}, ${rejects.rule_version}, ${rejects.run_id}, ${rejects.rejected_at},
       last.because, last.value_text, last.new_reject_id, last.os_user, last.database_role, last.occurred_at as decided_at
from ${rejects}
left join lateral (
  select * from ${rejectOutcomes} where ${rejectOutcomes.reject_id} = ${rejects.reject_id}
  order by ${rejectOutcomes.outcome_id} desc limit 1
) last on true`);
