import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** Writes columns with commas between them. */
export const columnList = (columns: ReadonlyArray<AnyPgColumn>): SQL => sql.join([...columns], sql`, `);
