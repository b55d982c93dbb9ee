import { Database, type DatabaseError } from "@trialflow/database";
import { loads, trialChanges, trialRecords, trialVersions } from "@trialflow/schema";
import { asc, eq } from "drizzle-orm";
import { Effect, Option } from "effect";

/** A change of a field or of a list's entries, from one version of a trial to the next. */
export interface FieldChange {
  readonly field: string;
  readonly kind: (typeof trialChanges.$inferSelect)["kind"];
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/** A period in which the registry said the same of a trial, and what had changed when it began. */
export interface TrialVersion {
  readonly number: number;
  readonly event: (typeof trialVersions.$inferSelect)["event"];
  readonly validFrom: Date;
  /** Null: still so. */
  readonly validTo: Date | null;
  readonly title: string;
  readonly status: string | null;
  readonly loadId: number;
  readonly fileName: string;
  readonly changes: ReadonlyArray<FieldChange>;
}

/**
 * Reads a trial's published versions, the oldest first; none when the trial was never published.
 *
 * Reads    analytics.trial_versions, analytics.trial_records, analytics.trial_changes, ops.loads
 */
export const readTrialHistory = (
  nctId: string,
): Effect.Effect<Option.Option<ReadonlyArray<TrialVersion>>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const versions = yield* database.query("history.versions", (db) =>
      db
        .select({ version: trialVersions, record: trialRecords, fileName: loads.file_name })
        .from(trialVersions)
        .innerJoin(trialRecords, eq(trialRecords._record_id, trialVersions._record_id))
        .innerJoin(loads, eq(loads.load_id, trialVersions._load_id))
        .where(eq(trialVersions.nct_id, nctId))
        .orderBy(asc(trialVersions.version_number)),
    );
    if (versions.length === 0) return Option.none();
    const changes = yield* database.query("history.changes", (db) =>
      db
        .select()
        .from(trialChanges)
        .where(eq(trialChanges.nct_id, nctId))
        .orderBy(asc(trialChanges.version_number), asc(trialChanges.ordinal)),
    );
    return Option.some(
      versions.map(({ version, record, fileName }) => ({
        number: version.version_number,
        event: version.event,
        validFrom: version.valid_from,
        validTo: version.valid_to,
        title: record.brief_title,
        status: record.overall_status,
        loadId: version._load_id,
        fileName,
        changes: changes
          .filter((change) => change.version_number === version.version_number)
          .map(({ field, kind, old_value, new_value }) => ({ field, kind, oldValue: old_value, newValue: new_value })),
      })),
    );
  });
