import { jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { ops } from "../schemas.ts";
import { runs } from "./runs.ts";

/**
 * Holds what the pieces of a run's work gave that the schedulers carry, so that whoever goes on with it knows. Grain: one row per named piece.
 *
 * `result` is null when the piece is to be done anew.
 */
export const runResults = ops.table(
  "run_results",
  {
    run_id: uuid()
      .notNull()
      .references(() => runs.run_id),
    step_key: text().notNull(),
    result: jsonb().$type<unknown>(),
  },
  (table) => [primaryKey({ columns: [table.run_id, table.step_key] })],
);
