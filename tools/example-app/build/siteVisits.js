import { sql } from "drizzle-orm";
import { date, integer, pgTable, text } from "drizzle-orm/pg-core";
/** One row per visit of a monitor to a site of a trial. */
export const siteVisits = pgTable("site_visits", {
    visit_id: integer().primaryKey(),
    nct_id: text(),
    visit_date: date().notNull(),
    report_date: date(),
    participants_count: integer().notNull(),
    outcome: text().notNull(),
});
/** Creates the table for this session alone. */
export const createSiteVisits = sql `create temporary table site_visits (
  visit_id integer primary key, nct_id text, visit_date date not null, report_date date,
  participants_count integer not null, outcome text not null)`;
