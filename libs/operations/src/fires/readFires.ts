import { Database, type DatabaseError } from "@trialflow/database";
import { type FireStatus, scheduleFires } from "@trialflow/schema";
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { Effect } from "effect";
import { type Fire, fireOf } from "./Fire.ts";
import { endStatuses } from "./fireStates.ts";

/** Which fires; all where a field is left out. */
export interface FireFilter {
  readonly schedule?: string;
  readonly source?: string;
  readonly statuses?: ReadonlyArray<FireStatus>;
  readonly limit?: number;
}

const conditionsOf = ({ schedule, source, statuses }: FireFilter): ReadonlyArray<SQL> => [
  ...(schedule === undefined ? [] : [eq(scheduleFires.schedule, schedule)]),
  ...(source === undefined ? [] : [eq(scheduleFires.source, source)]),
  ...(statuses === undefined ? [] : [inArray(scheduleFires.status, [...statuses])]),
];

/** Reads fires, the newest first. */
export const readFires = (filter: FireFilter = {}): Effect.Effect<ReadonlyArray<Fire>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("fires.read", (db) => {
        const found = db
          .select()
          .from(scheduleFires)
          .where(and(...conditionsOf(filter)))
          .orderBy(desc(scheduleFires.created_at), desc(scheduleFires.scheduled_at), desc(scheduleFires.fire_id));
        return filter.limit === undefined ? found : found.limit(filter.limit);
      }),
      (rows) => rows.map(fireOf),
    ),
  );

/** Reads one fire; null when there is none of this number. */
export const readFire = (fireId: string): Effect.Effect<Fire | null, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("fires.read_one", (db) =>
        db.select().from(scheduleFires).where(eq(scheduleFires.fire_id, fireId)),
      ),
      ([row]) => (row === undefined ? null : fireOf(row)),
    ),
  );

/** Reads the newest fire of each schedule that has one, by name. */
export const readNewestFires: Effect.Effect<ReadonlyMap<string, Fire>, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("fires.read_newest", (db) =>
        db
          .selectDistinctOn([scheduleFires.schedule])
          .from(scheduleFires)
          .orderBy(scheduleFires.schedule, desc(scheduleFires.created_at), desc(scheduleFires.scheduled_at)),
      ),
      (rows) => new Map(rows.map((row) => [row.schedule, fireOf(row)])),
    ),
);

/** Reads the fire that ended last, of all schedules; null before the first. */
export const readLastEndedFire: Effect.Effect<Fire | null, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("fires.read_last_ended", (db) =>
        db
          .select()
          .from(scheduleFires)
          .where(inArray(scheduleFires.status, [...endStatuses]))
          .orderBy(desc(scheduleFires.finished_at))
          .limit(1),
      ),
      ([row]) => (row === undefined ? null : fireOf(row)),
    ),
);
