import { stagingTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { childTables } from "./childTables.ts";

/** Selects the entries of a staged trial in one of its lists. */
export const entriesOf = (list: (typeof childTables)[number]["staged"]): SQL =>
  sql`select from ${list} where ${list.nct_id} = ${stagingTrials.nct_id}`;
