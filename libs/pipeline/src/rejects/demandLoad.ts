import { Database, type DatabaseError } from "@trialflow/database";
import { UnknownLoad } from "@trialflow/extract";
import { loads } from "@trialflow/schema";
import { desc } from "drizzle-orm";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";

/**
 * Demands that there is a load of this number: a wrong one must not pass as one without rejects.
 *
 * Reads    ops.loads
 * Errors   {@link PipelineError} `UnknownLoad`, which lists the loads
 */
export const demandLoad = (
  operation: string,
  loadId: number | null,
): Effect.Effect<void, DatabaseError | PipelineError, Database> =>
  Effect.gen(function* () {
    if (loadId === null) return;
    const database = yield* Database;
    const existing = yield* database.query("rejects.loads", (db) =>
      db.select({ loadId: loads.load_id, fileName: loads.file_name }).from(loads).orderBy(desc(loads.load_id)),
    );
    if (existing.some((load) => load.loadId === loadId)) return;
    const { message, isRetryable } = new UnknownLoad({ loadId, existing });
    return yield* new PipelineError({ operation, reason: "UnknownLoad", message, isRetryable });
  });
