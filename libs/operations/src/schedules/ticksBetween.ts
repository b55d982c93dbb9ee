import { Cron } from "effect";
import { cronOf, type Timing } from "./cronOf.ts";

/** Lists the ticks after a moment, up to another one and with it, the oldest first: so many at most. */
export const ticksBetween = (schedule: Timing, after: Date, until: Date, limit: number): ReadonlyArray<Date> => {
  const cron = cronOf(schedule);
  const ticks: Array<Date> = [];
  let tick = Cron.next(cron, after);
  while (tick <= until && ticks.length < limit) {
    ticks.push(tick);
    tick = Cron.next(cron, tick);
  }
  return ticks;
};
