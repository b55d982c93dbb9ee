import { Database, type DatabaseError } from "@trialflow/database";
import { runs, steps } from "@trialflow/schema";
import { asc, eq } from "drizzle-orm";
import { Effect } from "effect";
import { type LedgerRun, type LedgerStep, runOf, stepOf } from "./LedgerRun.ts";

/** Reads a run and its steps in their order; null when this database has no such run. */
export const readRunSteps = (
  runId: string,
): Effect.Effect<
  { readonly run: LedgerRun; readonly steps: ReadonlyArray<LedgerStep> } | null,
  DatabaseError,
  Database
> =>
  Effect.flatMap(Database, (database) =>
    database.query("fires.read_run_steps", async (db) => {
      const [run] = await db.select().from(runs).where(eq(runs.run_id, runId));
      if (run === undefined) return null;
      const found = await db.select().from(steps).where(eq(steps.run_id, runId)).orderBy(asc(steps.ordinal));
      return { run: runOf(run), steps: found.map(stepOf) };
    }),
  );
