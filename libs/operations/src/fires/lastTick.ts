import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { and, eq, inArray, max } from "drizzle-orm";
import { Effect } from "effect";

/**
 * Finds the newest tick of a schedule that the ledger has, whatever became of it; null for a schedule that never fired. What lies
 * between it and now was missed.
 */
export const lastTick = (schedule: string): Effect.Effect<Date | null, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("fires.last_tick", (db) =>
        db
          .select({ newest: max(scheduleFires.scheduled_at) })
          .from(scheduleFires)
          .where(and(eq(scheduleFires.schedule, schedule), inArray(scheduleFires.kind, ["tick", "catch_up"]))),
      ),
      ([row]) => row?.newest ?? null,
    ),
  );
