import type { DatePrecision } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** A date that stands for a day, a month or a year, with the column that says which. */
export interface PreciseDate {
  readonly date: AnyPgColumn;
  readonly precision: AnyPgColumn<{ data: DatePrecision }>;
}

/** Gives the first day of the period that a date stands for. */
export const firstDay = ({ date, precision }: PreciseDate): SQL<string> =>
  sql`case ${precision} when 'month' then date_trunc('month', ${date})::date when 'year' then date_trunc('year', ${date})::date else ${date} end`;

/** Gives the last day of the period that a date stands for. */
export const lastDay = ({ date, precision }: PreciseDate): SQL<string> =>
  sql`case ${precision} when 'month' then (date_trunc('month', ${date}) + interval '1 month - 1 day')::date when 'year' then (date_trunc('year', ${date}) + interval '1 year - 1 day')::date else ${date} end`;
