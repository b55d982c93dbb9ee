import { Database, type DatabaseError } from "@trialflow/database";
import { type RunStatus, type StepName, steps } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { StepFacts } from "./WarehouseMetrics.ts";

/** Upper bounds of the buckets for the durations of steps, in seconds: a step takes from milliseconds to an hour. */
export const stepBuckets = [0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] as const;

/** A step at one of these is not performed again, so what is counted of it stays counted. */
const endings: ReadonlySet<RunStatus> = new Set(["succeeded", "unchanged", "gate_failed"]);

// width_bucket puts a value that equals a bound above it, and a bound of Prometheus includes its value: whole milliseconds, so + 1.
const bounds = sql.raw(`array[${stepBuckets.map((seconds) => seconds * 1000 + 1).join(", ")}]::int[]`);

interface Row extends Record<string, unknown> {
  readonly step: StepName;
  readonly status: RunStatus;
  readonly bucket: number;
  readonly count: number;
  readonly sum: number;
}

const facts = (rows: ReadonlyArray<Row>): StepFacts => {
  const { step, status } = rows[0] as Row;
  const count = rows.reduce((total, row) => total + row.count, 0);
  const atMost = stepBuckets.map((_, index) =>
    rows.filter(({ bucket }) => bucket <= index).reduce((total, row) => total + row.count, 0),
  );
  const sum = rows.reduce((total, row) => total + row.sum, 0) / 1000;
  return { step, status, count, durations: endings.has(status) ? { bounds: stepBuckets, atMost, count, sum } : null };
};

/**
 * Reads how often each step was executed with which result, and how long it took.
 *
 * Reads    ops.steps
 */
export const readSteps: Effect.Effect<ReadonlyArray<StepFacts>, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const rows = yield* database.query("metrics.steps", (db) =>
    db.execute<Row>(sql`
      select ${steps.name} as step, ${steps.status} as status, width_bucket(${steps.duration_ms}, ${bounds}) as bucket,
             count(*)::float8 as count, sum(${steps.duration_ms})::float8 as sum
      from ${steps} group by 1, 2, 3 order by 1, 2, 3`),
  );
  return [...Map.groupBy(rows, ({ step, status }) => `${step} ${status}`).values()].map(facts);
});
