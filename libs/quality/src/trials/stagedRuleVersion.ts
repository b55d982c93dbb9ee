import { stagingTrials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { WholeValue } from "../compile/WholeValue.ts";

/** The rules by which staging was decoded; NULL where nothing is staged. */
export const stagedRuleVersion = new WholeValue(stagingTrials, sql`max(${stagingTrials._rule_version})`, "text");
