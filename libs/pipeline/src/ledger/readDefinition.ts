import { Database, type DatabaseError } from "@trialflow/database";
import { checkRuns, steps } from "@trialflow/schema";
import { and, eq, sql } from "drizzle-orm";
import { Effect } from "effect";

/** Reads by which definition of its suite a check run counted; null when the ledger does not say so. */
export const readDefinition = (checkRunId: string): Effect.Effect<string | null, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.read_definition", (db) =>
        db
          .select({ definition: sql<string | null>`${steps.details} ->> 'definition'` })
          .from(checkRuns)
          .innerJoin(steps, and(eq(steps.run_id, checkRuns.run_id), eq(steps.name, "check")))
          .where(
            and(eq(checkRuns.check_run_id, checkRunId), sql`${steps.details} ->> 'check_run_id' = ${checkRunId}::text`),
          )
          // A step that found the verdict standing names the check run, too.
          .orderBy(steps.ordinal)
          .limit(1),
      ),
      ([row]) => row?.definition ?? null,
    ),
  );
