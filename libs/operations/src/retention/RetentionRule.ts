import type { SQL } from "drizzle-orm";
import type { RetentionSubject } from "./RetentionPolicy.ts";

/** How many rows of each table; `units` of what the rule goes by. */
export type RowCounts = Readonly<Record<string, number>> & { readonly units: number };

/** What may be removed from tables, and by which statements. Each gives one row of {@link RowCounts}. */
export interface RetentionRule {
  readonly subject: Exclude<RetentionSubject, "archive">;
  /** Tables that lose rows. */
  readonly tables: ReadonlyArray<string>;
  /** The role that removes: the owner of the tables. Null: the login itself, as which the schedulers made their queue. */
  readonly role: "dataops" | null;
  readonly count: (before: Date) => SQL;
  /** Removes what belongs to so many units at most. */
  readonly remove: (before: Date, limit: number) => SQL;
}
