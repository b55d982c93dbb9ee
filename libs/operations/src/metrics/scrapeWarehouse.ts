import type { Database } from "@trialflow/database";
import { Duration, Effect } from "effect";
import type { Schedule } from "../schedules/Schedule.ts";
import { readScheduleMetrics } from "./readScheduleMetrics.ts";
import { readWarehouseMetrics } from "./readWarehouseMetrics.ts";
import type { WarehouseScrape } from "./renderPrometheus.ts";
import type { ScheduleMetrics } from "./ScheduleMetrics.ts";

/** Gives null in the place of a failure or of an answer that is late: a page without a database's numbers still says that it is down. */
const orNull = <A, E, R>(what: string, read: Effect.Effect<A, E, R>, timeout: Duration.Input) =>
  read.pipe(
    Effect.timeout(timeout),
    Effect.catch((error) =>
      Effect.as(Effect.logWarning(`No metrics of ${what}: ${error instanceof Error ? error.message : error}`), null),
    ),
  );

/** Reads a source's warehouse for `/metrics`. Never fails: a database that gives no answer in time is told as one that is down. */
export const scrapeWarehouse = (
  source: string,
  timeout: Duration.Input = "5 seconds",
): Effect.Effect<WarehouseScrape, never, Database> =>
  Effect.map(
    Effect.timed(orNull(`source ${source}`, readWarehouseMetrics(source), timeout)),
    ([duration, metrics]): WarehouseScrape => ({ source, durationSeconds: Duration.toSeconds(duration), metrics }),
  );

/** Reads the schedulers' own database for `/metrics`; null when it gives no answer in time. */
export const scrapeSchedules = (
  schedules: ReadonlyArray<Schedule>,
  timeout: Duration.Input = "5 seconds",
): Effect.Effect<ScheduleMetrics | null, never, Database> =>
  orNull("the schedules", readScheduleMetrics(schedules), timeout);
