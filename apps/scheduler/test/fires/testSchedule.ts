import { Schedule, type ScheduleEntry } from "@trialflow/operations";
import { Schema } from "effect";

/** Makes a schedule as the program reads it from an entry of a file. */
export const testSchedule = (entry: Partial<ScheduleEntry> = {}): Schedule =>
  Schema.decodeUnknownSync(Schedule)({ name: "nightly", ...entry });
