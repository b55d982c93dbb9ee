import { Cron } from "effect";

/** Finds the first tick after a moment; both in milliseconds since the epoch. */
export const nextTick = (cron: Cron.Cron, after: number): number => Cron.next(cron, after).getTime();
