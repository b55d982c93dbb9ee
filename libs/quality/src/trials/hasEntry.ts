import { stagingTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { childTables } from "./childTables.ts";

/** Writes the condition that a staged trial has an entry in one of its lists. */
export const hasEntry = (list: (typeof childTables)[number]["staged"]): SQL<boolean> =>
  sql`exists (select from ${list} where ${list.nct_id} = ${stagingTrials.nct_id})`;
