import { Cron } from "effect";
import type { Schedule } from "./Schedule.ts";

/** What says when a schedule fires. */
export type Timing = Pick<Schedule, "cron" | "timeZone">;

/** Gives the ticks of a schedule, in its time zone. */
export const cronOf = ({ cron, timeZone }: Timing): Cron.Cron => Cron.parseUnsafe(cron, timeZone);

/** Finds the first tick after a moment. */
export const nextTickOf = (schedule: Timing, after: Date): Date => Cron.next(cronOf(schedule), after);
