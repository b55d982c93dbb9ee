import { bigint, index, text } from "drizzle-orm/pg-core";
import { moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { loads } from "./loads.ts";

/**
 * Holds which load counted from when on: what the history of the trials is made from. Grain: one row per load that became a
 * source's content; again when earlier content came back.
 *
 * `valid_from` is snapshot time. Without a date of its own a load never counts from before the one published last; a dated one that
 * was inserted into the past does. In order of `valid_from`, then `publication_id`.
 */
export const publications = ops.table(
  "publications",
  {
    publication_id: bigint({ mode: "number" }).primaryKey(),
    source: text().notNull(),
    load_id: bigint({ mode: "number" })
      .notNull()
      .references(() => loads.load_id),
    valid_from: moment().notNull(),
    published_at: moment().notNull(),
  },
  (table) => [
    index("publications_source_valid_from_index").on(table.source, table.valid_from),
    index("publications_load_id_index").on(table.load_id),
  ],
);
