import type { CheckSeverity } from "@trialflow/schema";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";

/**
 * Lets rows fail: an error within its tolerance is told as a warning, a warning within its tolerance not at all. Whichever limit
 * is given must hold; without any, one failing row breaks the check.
 */
export interface Tolerance {
  readonly maxFailedCount?: number;
  /** Failing rows over checked rows, from 0 to 1. */
  readonly maxFailedShare?: number;
}

/** What a check may know of the execution it is part of. */
export interface CheckContext {
  readonly now: Date;
  readonly runId: string | null;
  readonly loadId: number | null;
  /** Counts the rows of a table: a scalar expression, or the number where it is known already. */
  readonly countOf: (table: PgTable) => SQL;
}

/** Holds for each row by itself; all rules of this kind on one table are counted in one scan. */
export interface EachRow {
  readonly _tag: "EachRow";
  /** A boolean expression over the table's columns; NULL passes. */
  readonly holds: SQL;
  /** Columns whose values tell a reader what is wrong. */
  readonly shows: ReadonlyArray<AnyPgColumn>;
}

/**
 * How a {@link RowSet} is counted over groups of rows, so that all checks of lists of the same parents are counted in one pass. The numbers
 * are integers, constants or aggregates over the rows of a group, and are added up over all groups; what is the same object is computed once.
 */
export interface Grouping {
  readonly by: AnyPgColumn;
  readonly checked: SQL | number;
  readonly failed: SQL | number;
  /** A unique column, and what fails of a group whose key it does not have. */
  readonly lookup?: { readonly parent: AnyPgColumn; readonly failedWithout: SQL };
  /** What does not fail here does not fail; of what fails, `count` tells how much does in truth. */
  readonly isSuspicion: boolean;
}

/** Holds for rows together or against another table; has statements of its own. */
export interface RowSet {
  readonly _tag: "RowSet";
  /** Returns one row with `checked` and `failed`. */
  readonly count: (context: CheckContext) => SQL;
  /** Returns at most `limit` failing rows as `row_key` and `row_values`, both JSON objects, in the order of the key. */
  readonly sample: (limit: number, context: CheckContext) => SQL;
  readonly grouping?: Grouping;
  /**
   * The ways in which the check falls into parts, each by one column of every table whose rows it compares: rows that have the same value
   * there are judged without regard to others, and the counts of the parts add up. Without any it is counted as a whole.
   */
  readonly parts?: ReadonlyArray<ReadonlyArray<AnyPgColumn>>;
  /** Whether `checked` is the number of the table's rows. */
  readonly isOfEveryRow?: boolean;
}

/** Holds for one number that is measured on the table. */
export interface Measure {
  readonly _tag: "Measure";
  /** A scalar expression; NULL says that there is nothing to measure. */
  readonly value: (context: CheckContext) => SQL;
  readonly min: number | null;
  readonly max: number | null;
  readonly passesWithoutValue: boolean;
  /** As the sample of a {@link RowSet}: what the number is made of. */
  readonly sample: ((limit: number, context: CheckContext) => SQL) | null;
}

/** How a check decides. */
export type Rule = EachRow | RowSet | Measure;

/** One rule about one table, as data. Made by constructors such as `notNull`; compiled and executed by `runSuite`. */
export interface Check {
  /** Unique in its suite, snake_case, says what it asserts: `enrollment_is_plausible`. */
  readonly name: string;
  /** The constructor's name in snake_case. */
  readonly kind: string;
  readonly severity: CheckSeverity;
  /** For people who read the report. */
  readonly description: string;
  readonly table: PgTable;
  readonly tolerance: Tolerance;
  /** Rows for which this is not true are not checked. */
  readonly where: SQL | undefined;
  /** Columns whose values identify a failing row; empty for a measure. */
  readonly key: ReadonlyArray<AnyPgColumn>;
  readonly rule: Rule;
}

/** What every check declares. */
export interface CheckOptions {
  readonly name: string;
  readonly severity: CheckSeverity;
  readonly description: string;
  /** Checks only rows for which this is true. */
  readonly where?: SQL;
}

/** What every check that can name failing rows declares. */
export interface RowCheckOptions extends CheckOptions {
  readonly tolerance?: Tolerance;
  /** Identifies failing rows; the table's primary key unless given. */
  readonly key?: ReadonlyArray<AnyPgColumn>;
}
