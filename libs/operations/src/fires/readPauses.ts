import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleStates } from "@trialflow/schema";
import { isNotNull } from "drizzle-orm";
import { Effect } from "effect";

/** Who paused a schedule, when and why. */
export interface Pause {
  readonly schedule: string;
  readonly pausedAt: Date;
  readonly pausedBy: string;
  readonly reason: string;
}

/** Reads the schedules that are paused, by name. */
export const readPauses: Effect.Effect<ReadonlyMap<string, Pause>, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("fires.read_pauses", (db) =>
        db.select().from(scheduleStates).where(isNotNull(scheduleStates.paused_at)),
      ),
      (rows) =>
        new Map(
          rows.flatMap(({ schedule, paused_at, paused_by, pause_reason }) =>
            paused_at === null
              ? []
              : [[schedule, { schedule, pausedAt: paused_at, pausedBy: paused_by ?? "", reason: pause_reason ?? "" }]],
          ),
        ),
    ),
);

/** Says of a tick that its schedule is paused. */
export const describePause = ({ pausedBy, reason }: Pause): string => `paused by ${pausedBy}: ${reason}`;
