import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Effect } from "effect";
import { OperationsError } from "../errors.ts";
import { type Fire, fireOf } from "./Fire.ts";

/** Reads a fire that nobody else changes before the current transaction ends. Errors: {@link OperationsError} `UnknownFire`. */
export const holdFire = (
  operation: string,
  fireId: string,
): Effect.Effect<Fire, DatabaseError | OperationsError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [row] = yield* database.query(operation, (db) =>
      db.select().from(scheduleFires).where(eq(scheduleFires.fire_id, fireId)).for("update"),
    );
    if (row !== undefined) return fireOf(row);
    return yield* new OperationsError({
      operation,
      reason: "UnknownFire",
      message: `There is no fire ${fireId}; expected a number that \`trialflow runs list\` shows.`,
      isRetryable: false,
    });
  });
