import { pgSchema } from "drizzle-orm/pg-core";

/** What the sources said, as text, one row per record version. */
export const raw = pgSchema("raw");
/** Typed, one current row per trial and child; not yet checked. */
export const staging = pgSchema("staging");
/** Published, checked data for analysts. */
export const analytics = pgSchema("analytics");
/** The ledger: runs, steps, loads, rejects, checks, audit. */
export const ops = pgSchema("ops");
