import { stagingTrials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { childTables } from "../../src/trials/childTables.ts";

const tables = [stagingTrials, ...childTables.map(({ staged }) => staged)];

/** Empties staging: no foreign key ties its lists to its trials. */
export const emptyStaging = sql`truncate ${sql.join(
  tables.map((table) => sql`${table}`),
  sql`, `,
)}`;
