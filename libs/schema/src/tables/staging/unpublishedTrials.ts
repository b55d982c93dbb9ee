import { text } from "drizzle-orm/pg-core";
import { staging } from "../schemas.ts";

/**
 * Names the trials whose staged rows were written or removed since staging was published last. Grain: one row per trial.
 *
 * What is not named here is published as it is staged; before the first publication nothing is named, and all is new.
 */
export const unpublishedTrials = staging.table("unpublished_trials", { nct_id: text().primaryKey() });
