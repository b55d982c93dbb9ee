import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Effect } from "effect";
import { ledgerTransaction } from "./ledgerTransaction.ts";

const operation = "fires.note_run";

/**
 * Notes which run of the source's ledger a fire is carried out by.
 *
 * Writes      ops.schedule_fires: `run_id`
 * Idempotent  yes
 */
export const noteRun = (fireId: string, runId: string): Effect.Effect<void, DatabaseError, Database> =>
  ledgerTransaction(
    operation,
    null,
    Effect.flatMap(Database, (database) =>
      Effect.asVoid(
        database.query(operation, (db) =>
          db.update(scheduleFires).set({ run_id: runId }).where(eq(scheduleFires.fire_id, fireId)),
        ),
      ),
    ),
  );
