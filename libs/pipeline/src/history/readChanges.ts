import { Database, type DatabaseError } from "@trialflow/database";
import { trialChanges, trialVersions } from "@trialflow/schema";
import { and, asc, count, eq, gt, lt, sql } from "drizzle-orm";
import { Effect } from "effect";
import { readSnapshotRange, type SnapshotRange } from "./readSnapshotRange.ts";
import type { FieldChange } from "./readTrialHistory.ts";

/** Two days; what happened after the first one up to the end of the second is told. Dates as `YYYY-MM-DD`. */
export interface ChangeRange {
  readonly from: string;
  readonly to: string;
  /** Only changes of this column or list. */
  readonly field: string | null;
}

/** A change with its trial and the snapshot in which it was seen. */
export interface TrialChange extends FieldChange {
  readonly nctId: string;
  readonly snapshotAt: Date;
}

/** What happened between two days. */
export interface ChangesBetween {
  /** How many trials appeared, changed, vanished and returned: versions that began in the range. */
  readonly events: Readonly<Record<(typeof trialVersions.$inferSelect)["event"], number>>;
  /** How often each field or list changed, most often first. */
  readonly fields: ReadonlyArray<{ readonly field: string; readonly count: number }>;
  readonly changes: ReadonlyArray<TrialChange>;
  readonly snapshots: SnapshotRange;
}

const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000);

/**
 * Reads what changed after the day `from`, up to and with the day `to`, in snapshot time.
 *
 * Reads    analytics.trial_versions, analytics.trial_changes, ops.publications
 */
export const readChanges = (range: ChangeRange): Effect.Effect<ChangesBetween, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [after, before] = [new Date(dayAfter(range.from).getTime() - 1), dayAfter(range.to)];
    const events = yield* database.query("history.events", (db) =>
      db
        .select({ event: trialVersions.event, count: count() })
        .from(trialVersions)
        .where(and(gt(trialVersions.valid_from, after), lt(trialVersions.valid_from, before)))
        .groupBy(trialVersions.event),
    );
    const within = and(
      gt(trialChanges.snapshot_at, after),
      lt(trialChanges.snapshot_at, before),
      range.field === null ? undefined : eq(trialChanges.field, range.field),
    );
    const fields = yield* database.query("history.fields", (db) =>
      db
        .select({ field: trialChanges.field, count: count() })
        .from(trialChanges)
        .where(within)
        .groupBy(trialChanges.field)
        .orderBy(sql`2 desc`, asc(trialChanges.field)),
    );
    const changes = yield* database.query("history.changes_between", (db) =>
      db
        .select()
        .from(trialChanges)
        .where(within)
        .orderBy(asc(trialChanges.snapshot_at), asc(trialChanges.nct_id), asc(trialChanges.ordinal)),
    );
    return {
      events: {
        appeared: 0,
        changed: 0,
        vanished: 0,
        returned: 0,
        ...Object.fromEntries(events.map((row) => [row.event, row.count])),
      },
      fields,
      changes: changes.map((row) => ({
        nctId: row.nct_id,
        snapshotAt: row.snapshot_at,
        field: row.field,
        kind: row.kind,
        oldValue: row.old_value,
        newValue: row.new_value,
      })),
      snapshots: yield* readSnapshotRange(range),
    };
  });
