import { bigint, index, integer, text, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { loads } from "./loads.ts";
import { runs } from "./runs.ts";

/** `warned`: at least one check of severity warn failed, none of severity error. */
export const verdicts = ["passed", "warned", "failed"] as const;
export type Verdict = (typeof verdicts)[number];

/** Holds the verdicts over staging. Grain: one row per execution of a suite of checks. */
export const checkRuns = ops.table(
  "check_runs",
  {
    check_run_id: uuid().primaryKey(),
    run_id: uuid()
      .notNull()
      .references(() => runs.run_id),
    load_id: bigint({ mode: "number" }).references(() => loads.load_id),
    suite: text().notNull(),
    suite_version: text().notNull(),
    verdict: text({ enum: verdicts }).notNull(),
    passed_count: integer().notNull(),
    warned_count: integer().notNull(),
    failed_count: integer().notNull(),
    started_at: moment().notNull(),
    duration_ms: integer().notNull(),
  },
  (table) => [index("check_runs_run_id_index").on(table.run_id), isOneOf("verdict_is_known", table.verdict, verdicts)],
);
