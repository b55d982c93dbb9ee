import { bigint, jsonb, text } from "drizzle-orm/pg-core";
import { bytea, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { loads } from "./loads.ts";

/**
 * What a table held: how many rows, in which columns, and the SHA-256 over all of them, whatever the order in which they are stored.
 *
 * `scheme` says how `ops.table_content` computed the hash: "trials" is one hash per trial; without it, one per row, as the first version did.
 */
export interface TableContent {
  readonly rows: number;
  readonly columns: ReadonlyArray<string>;
  readonly sha256: string;
  readonly scheme?: "trials";
}

/** A file whose content is part of what is published. */
export interface ReleasedFile {
  readonly loadId: number;
  readonly fileName: string;
  readonly sha256: string;
}

/**
 * Holds what analytics said when somebody gave it a name. Grain: one row per release, append-only.
 *
 * `audit_hash` is the head of the audit log's chain at that moment: the hash of the release's own entry, whose content hash
 * covers this row. No foreign key leads there: verification finds out, and the log's own trigger refuses what a key would hide.
 */
export const releases = ops.table("releases", {
  name: text().primaryKey(),
  created_at: moment().notNull(),
  created_by: text().notNull(),
  database_role: text().notNull(),
  program_version: text().notNull(),
  reason: text(),
  published_load_id: bigint({ mode: "number" })
    .notNull()
    .references(() => loads.load_id),
  files: jsonb().$type<ReadonlyArray<ReleasedFile>>().notNull(),
  manifest: jsonb().$type<Readonly<Record<string, TableContent>>>().notNull(),
  audit_entry_id: bigint({ mode: "number" }).notNull(),
  audit_hash: bytea().notNull(),
});
