import { appendAudit, type Database, type DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { Effect } from "effect";

/** What a person did about schedules and fires. */
export const scheduleActs = [
  "fire_request",
  "backfill_request",
  "fire_cancel",
  "fire_resume",
  "schedule_pause",
  "schedule_resume",
] as const;

/** An act of a person, for the audit log. */
export interface PersonsAct {
  readonly act: (typeof scheduleActs)[number];
  readonly subject: string;
  readonly runId?: string | null;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Writes an act of the person who runs the program into the audit log, in the current transaction. */
export const recordAct = (act: PersonsAct): Effect.Effect<void, DatabaseError, Database | Program> =>
  Effect.flatMap(Program, ({ osUser, version }) =>
    Effect.asVoid(
      appendAudit({
        act: act.act,
        subject: act.subject,
        runId: act.runId ?? null,
        osUser,
        programVersion: version,
        reason: act.reason,
        details: { ...act.details },
        contentHash: null,
      }),
    ),
  );
