import type { ScheduleEntry } from "./Schedule.ts";

/** The schedules that are there without any file. An entry of the same name in a file changes the fields that it has. */
export const builtInSchedules: ReadonlyArray<ScheduleEntry> = [
  { name: "nightly", source: "ctgov-covid19", cron: "0 3 * * *", timeZone: "UTC" },
];
