import { Database, type DatabaseError } from "@trialflow/database";
import { type FireAttempt, scheduleFires } from "@trialflow/schema";
import { and, eq, sql } from "drizzle-orm";
import { Effect } from "effect";
import { ledgerTransaction } from "./ledgerTransaction.ts";

const operation = "fires.note_attempt";

/**
 * Notes an attempt of a fire that failed.
 *
 * Writes      ops.schedule_fires: `attempts`
 * Idempotent  yes: the same attempt is noted once
 */
export const noteAttempt = (fireId: string, attempt: FireAttempt): Effect.Effect<void, DatabaseError, Database> =>
  ledgerTransaction(
    operation,
    null,
    Effect.flatMap(Database, (database) => {
      const noted = sql`${JSON.stringify([attempt])}::text::jsonb`;
      return Effect.asVoid(
        database.query(operation, (db) =>
          db
            .update(scheduleFires)
            .set({ attempts: sql`${scheduleFires.attempts} || ${noted}` })
            .where(and(eq(scheduleFires.fire_id, fireId), sql`not ${scheduleFires.attempts} @> ${noted}`)),
        ),
      );
    }),
  );
