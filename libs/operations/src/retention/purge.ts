import type { Database, DatabaseError } from "@trialflow/database";
import type { Program } from "@trialflow/pipeline";
import { Clock, type Config, Duration, Effect } from "effect";
import type { OperationsError } from "../errors.ts";
import { doneRunResults } from "./doneRunResults.ts";
import { finishedTurns } from "./finishedTurns.ts";
import { neverRemoved } from "./neverRemoved.ts";
import { oldAlerts } from "./oldAlerts.ts";
import { oldCheckFailures } from "./oldCheckFailures.ts";
import { oldFires } from "./oldFires.ts";
import { purgeArchive } from "./purgeArchive.ts";
import { purgeBatchSize, purgeRows } from "./purgeRows.ts";
import type { RetentionPolicy, RetentionSubject } from "./RetentionPolicy.ts";
import type { RetentionOutcome, RetentionReport } from "./RetentionReport.ts";
import type { Cutoff } from "./recordPurge.ts";

/** Fires before alerts: an alert goes only after its fire. */
const rules = [finishedTurns, doneRunResults, oldFires, oldAlerts, oldCheckFailures];
const subjects: ReadonlyArray<RetentionSubject> = [...new Set(rules.map(({ subject }) => subject)), "archive"];

type PurgeFailure = DatabaseError | OperationsError | Config.ConfigError;

/** How a purge is carried out. */
export interface PurgeOptions {
  /** Only count what would go. */
  readonly isDryRun?: boolean;
  /** Units in one transaction; 1000 unless stated. */
  readonly batchSize?: number;
}

const perform = (cutoff: Cutoff, options: Required<PurgeOptions>) =>
  Effect.gen(function* () {
    const own = rules.filter(({ subject }) => subject === cutoff.subject);
    if (own.length > 0) {
      const counts = yield* Effect.forEach(own, (rule) => purgeRows(rule, cutoff, options));
      return { removed: Object.assign({}, ...counts) as Readonly<Record<string, number>>, kept: [] };
    }
    const { files, bytes, kept } = yield* purgeArchive(cutoff, options);
    return { removed: { files, bytes }, kept };
  });

/**
 * Removes what the policy does not keep, and nothing else: in bounded batches, each with its entry in the audit log. Tells what went, what
 * stays though it is old enough, and what no policy removes.
 *
 * Reads and deletes as the owner of the tables, of the schedulers' queue as the login that made it.
 *
 * Idempotent   yes; a purge that was killed is finished by the next one, and two at once take turns
 * Errors       {@link OperationsError} `NotPossible` for a file that cannot be removed
 */
export const purge = (
  policy: RetentionPolicy,
  options: PurgeOptions = {},
): Effect.Effect<RetentionReport, PurgeFailure, Database | Program> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    const isDryRun = options.isDryRun ?? false;
    const batchSize = options.batchSize ?? purgeBatchSize;
    const outcomes: Array<RetentionOutcome> = [];
    for (const subject of subjects) {
      const retention = policy[subject];
      if (retention === null) {
        outcomes.push({ subject, retention: null, before: null, removed: {}, kept: [] });
        continue;
      }
      const before = new Date(now - Duration.toMillis(retention));
      const done = yield* perform({ subject, retention, before }, { isDryRun, batchSize });
      outcomes.push({ subject, retention: Duration.format(retention), before, ...done });
    }
    return { isDryRun, outcomes, neverRemoved: yield* neverRemoved };
  }).pipe(Effect.withSpan("operations.purge"));
