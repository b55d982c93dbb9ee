import { appendAudit, type Database, type DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { Duration, Effect } from "effect";
import type { RetentionSubject } from "./RetentionPolicy.ts";

/** What the audit log names a removal by policy. */
export const purgeAct = "purge";

/** The acts of this folder, for whoever lists the acts of the audit log. */
export const retentionActs = [purgeAct] as const;

/** What holds of one part of a policy at the moment. */
export interface Cutoff {
  readonly subject: RetentionSubject;
  readonly retention: Duration.Duration;
  readonly before: Date;
}

/** Writes what a policy removes into the audit log, in the current transaction. */
export const recordPurge = (
  { subject, retention, before }: Cutoff,
  removed: Readonly<Record<string, unknown>>,
): Effect.Effect<number, DatabaseError, Database | Program> =>
  Effect.flatMap(Program, ({ osUser, version }) =>
    appendAudit({
      act: purgeAct,
      subject,
      runId: null,
      osUser,
      programVersion: version,
      reason: `retention of ${Duration.format(retention)}`,
      details: { before: before.toISOString(), removed },
      contentHash: null,
    }),
  );
