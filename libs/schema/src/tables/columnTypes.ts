import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, customType, timestamp } from "drizzle-orm/pg-core";

/** Binary column, a `Buffer` in TypeScript. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A moment with time zone, a `Date` in TypeScript. */
export const moment = () => timestamp({ withTimezone: true, mode: "date" });

/**
 * Builds the CHECK constraint that keeps a text column inside a closed list of values. NULL passes.
 *
 * Text with a check, not a PostgreSQL enum: a list may then lose a value again, and readers need no right on another schema.
 */
export const isOneOf = (name: string, column: AnyPgColumn, values: ReadonlyArray<string>) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", "))})`);
