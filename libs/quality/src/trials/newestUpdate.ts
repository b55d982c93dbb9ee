import { stagingTrials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { WholeValue } from "../compile/WholeValue.ts";

/**
 * The day up to which the staged data speak: the newest update of any trial. Rules about past and future compare with it
 * and not with the clock, so that the same data get the same verdict on every day.
 */
export const newestUpdate = new WholeValue(stagingTrials, sql`max(${stagingTrials.last_update_posted_date})`, "date");
