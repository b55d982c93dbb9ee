import type { DatabaseRoleName } from "@trialflow/schema";
import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { Context } from "effect";
import type postgres from "postgres";

/** Drizzle over the pool or over one transaction: what statements are written against. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

/** One place to send statements to: Drizzle and, for COPY, the driver below it. */
export interface ConnectionShape {
  readonly db: Db;
  readonly client: postgres.Sql;
  /** The connection is gone. The driver would open a new one for the next statement: outside of the transaction. */
  readonly isLost: () => boolean;
  /** The role that a transaction has taken; null for the connected user's own. */
  readonly role: DatabaseRoleName | null;
  /** Qualified and quoted names of tables that the transaction has emptied outside of any savepoint: what COPY writes there is frozen. */
  readonly newTables: ReadonlySet<string>;
}

/** The open transaction of the current fiber, or null outside of one. Set by `Database.transaction` alone. */
export const CurrentTransaction = Context.Reference<ConnectionShape | null>("@trialflow/database/CurrentTransaction", {
  defaultValue: () => null,
});
