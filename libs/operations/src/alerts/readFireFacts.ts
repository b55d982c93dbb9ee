import { Database, type DatabaseError } from "@trialflow/database";
import { auditLog, checkResults, checkRuns, loads, rejects, runs, steps } from "@trialflow/schema";
import { and, desc, eq, isNotNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import type { Fire } from "../fires/Fire.ts";
import type { LoadFigures } from "./anomaly/LoadFigures.ts";
import { type ComparedLoad, type FailedCheck, type FireFacts, historyLength } from "./FireFacts.ts";

const lastPart = (stepKey: string | null | undefined) => stepKey?.split("/").at(-1) ?? null;

/** Which step failed, by the audit log; else by the attempt that was noted last. */
const readFailedStep = ({ runId, attempts }: Fire) =>
  Effect.gen(function* () {
    const noted = lastPart(attempts.at(-1)?.step);
    if (runId === null) return noted;
    const database = yield* Database;
    const [entry] = yield* database.query("alerts.read_failed_step", (db) =>
      db
        .select({ act: auditLog.act })
        .from(auditLog)
        .where(
          and(eq(auditLog.run_id, runId), sql`${auditLog.act} ~ '^(acquire|load|transform|check|publish)_failed$'`),
        )
        .orderBy(desc(auditLog.entry_id))
        .limit(1),
    );
    return entry === undefined ? noted : entry.act.replace(/_failed$/, "");
  });

const readFailedChecks = (runId: string): Effect.Effect<ReadonlyArray<FailedCheck>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.query("alerts.read_failed_checks", async (db) => {
      const [newest] = await db
        .select({ id: checkRuns.check_run_id })
        .from(checkRuns)
        .where(and(eq(checkRuns.run_id, runId), eq(checkRuns.verdict, "failed")))
        .orderBy(desc(checkRuns.started_at))
        .limit(1);
      if (newest === undefined) return [];
      return db
        .select({ name: checkResults.check_name, failedCount: checkResults.failed_count })
        .from(checkResults)
        .where(and(eq(checkResults.check_run_id, newest.id), eq(checkResults.status, "failed")))
        .orderBy(checkResults.check_name);
    }),
  );

const readFigures = (which: SQL | undefined, limit: number) =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("alerts.read_loads", (db) =>
        db
          .select({
            row: loads,
            loadMs: sql<number | null>`(
              select ${steps.duration_ms} from ${steps}
              where ${steps.run_id} = ${loads.run_id} and ${steps.name} = 'load' and ${steps.details} ->> 'load_id' = ${loads.load_id}::text
              order by ${steps.ordinal} limit 1)`,
            setAside: sql<number>`(
              select count(distinct ${rejects.row_number}) from ${rejects} where ${rejects.load_id} = ${loads.load_id})::float8`,
          })
          .from(loads)
          // Of a single table the columns would be written without its name, and mean those of the inner queries.
          .innerJoin(runs, eq(runs.run_id, loads.run_id))
          .where(which)
          .orderBy(desc(loads.load_id))
          .limit(limit),
      ),
      (found) =>
        found.map(({ row, loadMs, setAside }) => ({
          extent: row.extent,
          isSample: row.origin === "sample",
          source: row.source,
          figures: {
            loadId: row.load_id,
            fileName: row.file_name,
            loadedAt: row.loaded_at,
            snapshotDate: row.snapshot_date,
            rowsRead: row.rows_read,
            rowsNew: row.rows_new,
            rowsChanged: row.rows_changed,
            rowsVanished: row.rows_vanished,
            loadSeconds: loadMs === null ? null : loadMs / 1000,
            rejectShare: row.rows_read === 0 ? 0 : setAside / row.rows_read,
          } satisfies LoadFigures,
        })),
    ),
  );

/** Files of one run that are compared, the newest ones. */
const mostLoads = 50;

const readComparedLoads = (runId: string): Effect.Effect<ReadonlyArray<ComparedLoad>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const own = yield* readFigures(eq(loads.run_id, runId), mostLoads);
    const [newest] = own;
    if (newest === undefined) return [];
    // Invented samples are no measure for real data, nor snapshots for increments.
    const earlier = yield* readFigures(
      and(
        eq(loads.source, newest.source),
        eq(loads.extent, newest.extent),
        newest.isSample ? eq(loads.origin, "sample") : ne(loads.origin, "sample"),
        isNotNull(loads.published_at),
        lt(loads.load_id, newest.figures.loadId),
      ),
      historyLength + mostLoads,
    );
    return own.toReversed().map(({ figures }) => ({
      load: figures,
      history: earlier
        .map((past) => past.figures)
        .filter(({ loadId }) => loadId < figures.loadId)
        .slice(0, historyLength),
    }));
  });

/**
 * Reads what the ledger of its source says of a fire that has ended; to be read in the source's own database.
 *
 * Reads    ops.audit_log, ops.check_runs, ops.check_results, ops.loads, ops.steps, ops.rejects, as `auditor`, in one read-only transaction
 */
export const readFireFacts = (fire: Fire): Effect.Effect<FireFacts, DatabaseError, Database> =>
  Effect.gen(function* () {
    const { runId, status } = fire;
    const database = yield* Database;
    return yield* database.transaction(
      { operation: "alerts.read_facts", role: "auditor", isReadOnly: true },
      Effect.gen(function* () {
        const isGate = status === "gate_failed";
        const hasFailed = status === "failed" || status === "timed_out";
        return {
          step: hasFailed ? yield* readFailedStep(fire) : null,
          failedChecks: isGate && runId !== null ? yield* readFailedChecks(runId) : [],
          loads: (isGate || status === "succeeded") && runId !== null ? yield* readComparedLoads(runId) : [],
        };
      }),
    );
  });
