import { DateTime } from "effect";
import type { Timing } from "./cronOf.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Finds the moment when a day, `YYYY-MM-DD`, begins in a time zone. */
const beginOf = (day: string, timeZone: string): Date =>
  DateTime.toDateUtc(DateTime.makeZonedUnsafe(Date.parse(`${day}T00:00:00Z`), { timeZone, adjustForTimeZone: true }));

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/**
 * Gives the time from the begin of one day, `YYYY-MM-DD`, to the end of another one, both in the time zone of a schedule: after the
 * first moment, up to the second one and with it.
 */
export const daysOf = (
  { timeZone }: Pick<Timing, "timeZone">,
  from: string,
  to: string,
): { readonly after: Date; readonly until: Date } => ({
  after: new Date(beginOf(from, timeZone).getTime() - 1),
  until: new Date(beginOf(dayAfter(to), timeZone).getTime() - 1),
});
