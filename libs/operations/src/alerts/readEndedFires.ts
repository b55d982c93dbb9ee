import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { and, desc, gte, inArray, min } from "drizzle-orm";
import { Effect } from "effect";
import { type Fire, fireOf } from "../fires/Fire.ts";
import { doneStatuses } from "../fires/fireStates.ts";
import { failedStatuses } from "./alertsOfEnd.ts";

/** Whose fires, and since when they ended. */
export interface EndedFireFilter {
  readonly schedules: ReadonlyArray<string>;
  readonly since: Date;
  /** The newest ones where there are more. */
  readonly limit: number;
}

/** Reads fires that did their work or failed to, the oldest end first, whichever scheduler ended them. */
export const readEndedFires = ({
  schedules,
  since,
  limit,
}: EndedFireFilter): Effect.Effect<ReadonlyArray<Fire>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("alerts.read_ended", (db) =>
        db
          .select()
          .from(scheduleFires)
          .where(
            and(
              inArray(scheduleFires.schedule, [...schedules]),
              inArray(scheduleFires.status, [...doneStatuses, ...failedStatuses]),
              gte(scheduleFires.finished_at, since),
            ),
          )
          .orderBy(desc(scheduleFires.finished_at))
          .limit(limit),
      ),
      (rows) => rows.map(fireOf).toReversed(),
    ),
  );

/** Reads when the first fire of each schedule was written down. */
export const readFirstFires: Effect.Effect<ReadonlyMap<string, Date>, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("alerts.read_first", (db) =>
        db
          .select({ schedule: scheduleFires.schedule, at: min(scheduleFires.created_at) })
          .from(scheduleFires)
          .groupBy(scheduleFires.schedule),
      ),
      (rows) => new Map(rows.flatMap(({ schedule, at }) => (at === null ? [] : [[schedule, at]]))),
    ),
);
