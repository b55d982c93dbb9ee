import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * A value of a whole table with which rules about single rows compare, such as the newest of all dates.
 *
 * Stands in a rule as a subquery does. A run of a suite asks for it once, and all its statements have the answer.
 */
export class WholeValue implements SQLWrapper {
  readonly table: PgTable;
  /** An aggregate over the table's rows. */
  readonly aggregate: SQL;
  /** The type of the value, as PostgreSQL names it. */
  readonly type: string;

  constructor(table: PgTable, aggregate: SQL, type: string) {
    this.table = table;
    this.aggregate = aggregate;
    this.type = type;
  }

  getSQL(): SQL {
    return sql`select ${this.aggregate} from ${this.table}`;
  }
}
