import { bigint, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { checkRuns } from "./checkRuns.ts";
import { loads } from "./loads.ts";

const loadId = () => bigint({ mode: "number" }).references(() => loads.load_id);

/**
 * Holds how far a source's data has come. Grain: one row per source.
 *
 * Each step moves its own mark in the transaction that moves the data: loaded -> staged -> checked -> published.
 */
export const sourceStates = ops.table("source_states", {
  source: text().primaryKey(),
  loaded_load_id: loadId(),
  staged_load_id: loadId(),
  staged_rule_version: text(),
  checked_load_id: loadId(),
  checked_rule_version: text(),
  checked_suite_version: text(),
  check_run_id: uuid().references(() => checkRuns.check_run_id),
  published_load_id: loadId(),
  published_rule_version: text(),
  published_at: moment(),
});
