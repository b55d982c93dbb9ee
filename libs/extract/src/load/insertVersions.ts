import { insertSelect } from "@trialflow/database";
import { rawCtgovLegacyCsv } from "@trialflow/schema";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { landing } from "../land/landing.ts";
import { incoming } from "./incoming.ts";

const columns = Object.fromEntries(
  Object.keys(getTableColumns(rawCtgovLegacyCsv)).map((name) => [
    name,
    sql`${landing[name as keyof typeof rawCtgovLegacyCsv.$inferSelect]}`,
  ]),
) as { [K in keyof typeof rawCtgovLegacyCsv.$inferSelect]: SQL };

/** The landed rows that bring a version which raw does not have: of equal ones the first. */
const bringsVersion = sql`not ${incoming.is_stored} and ${incoming.row_hash} is not null
  and ${incoming.record_id} = ${landing._record_id} and ${incoming.row_number} = ${landing._row_number}`;

/**
 * Stores the record versions that raw does not have yet.
 *
 * Reads    incoming, landing
 * Writes   raw.ctgov_legacy_csv, one row per distinct new version
 */
export const insertVersions = () =>
  insertSelect(rawCtgovLegacyCsv, columns, sql`from ${landing} join ${incoming} on ${bringsVersion}`);

/**
 * Leaves nothing but new versions in a landing table that becomes a partition of raw.
 *
 * Reads    incoming
 * Writes   landing
 */
export const deleteOtherRows = () => sql`
delete from ${landing}
using ${incoming}
where ${incoming.row_number} = ${landing._row_number}
  and (${incoming.is_stored} or ${incoming.row_hash} is null or ${incoming.record_id} <> ${landing._record_id})`;
