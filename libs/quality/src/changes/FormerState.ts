import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { CheckResult } from "../report/SuiteReport.ts";

/** A table of which some parts differ from a former state, and where the rows of these parts can be read. All have the table's columns. */
export interface TableChange {
  readonly table: PgTable;
  /** The table's column by whose values it falls into parts. */
  readonly part: AnyPgColumn;
  /** The table in its former state. */
  readonly former: PgTable;
  /** The rows of the parts that differ as they were, and as they are. */
  readonly before: PgTable;
  readonly now: PgTable;
}

/** What is known of a former state of the tables of a suite, whose checks counted then as they count now. */
export interface FormerState {
  /** What the checks found. */
  readonly results: ReadonlyArray<CheckResult>;
  readonly changes: ReadonlyArray<TableChange>;
}
