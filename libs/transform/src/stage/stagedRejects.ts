import { rejects } from "@trialflow/schema";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { bigint, pgTable } from "drizzle-orm/pg-core";

/** Gathers the rejects of a pass and gives them their numbers. A temporary table of the staging transaction, shaped like ops.rejects. */
export const stagedRejects = pgTable("staged_rejects", { reject_id: bigint({ mode: "number" }) });

type RejectRow = typeof rejects.$inferInsert;

/** A reject before it has its number: the server gives it in the order of the rows. */
export type StagedReject = Omit<RejectRow, "reject_id" | "raw_bytes" | "rejected_at"> & {
  readonly raw_bytes: null;
  /** ISO 8601. */
  readonly rejected_at: string;
};

/** The columns of a reject but its number, in the table's order. */
export const stagedRejectColumns = Object.keys(getTableColumns(rejects)).filter(
  (name): name is keyof StagedReject => name !== "reject_id",
);

/** Makes the table; its numbers begin after `lastRejectId`. */
export const createStagedRejects = (lastRejectId: number): ReadonlyArray<SQL> => [
  sql`drop table if exists ${stagedRejects}`,
  sql`create temporary table ${stagedRejects} (like ${rejects}) on commit drop`,
  sql`alter table ${stagedRejects} alter column reject_id
add generated always as identity (start with ${sql.raw(String(lastRejectId + 1))})`,
];

/**
 * Sets the gathered rejects aside, but those that stand there already.
 *
 * Reads    staged_rejects
 * Writes   ops.rejects
 */
export const insertStagedRejects = (): SQL =>
  sql`insert into ${rejects} select * from ${stagedRejects} order by reject_id on conflict do nothing`;
