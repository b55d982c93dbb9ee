import { Database } from "@trialflow/database";
import { heartbeatLimit } from "@trialflow/pipeline";
import { runs } from "@trialflow/schema";
import { asc, eq, sql } from "drizzle-orm";
import { Clock, Duration, Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { ok, warning } from "../Diagnosis.ts";
import { readRunLock } from "./readRunLock.ts";

const operation = "doctor.runs";

/** Whether every run that stands as running has somebody who looks after it. */
export const runsCheck: DatabaseCheck = {
  check: "runs under way",
  expected: `of every running run a process that holds the lock, or a scheduler's sign of life in the last ${Duration.format(heartbeatLimit)}`,
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const running = yield* database.query(operation, (db) =>
        db
          .select({
            runId: runs.run_id,
            carrier: runs.carrier,
            host: runs.host,
            sign: sql<Date>`coalesce(${runs.heartbeat_at}, ${runs.started_at})`.mapWith(runs.started_at),
          })
          .from(runs)
          .where(eq(runs.status, "running"))
          .orderBy(asc(runs.started_at)),
      );
      const holder = yield* readRunLock;
      const limit = (yield* Clock.currentTimeMillis) - Duration.toMillis(heartbeatLimit);
      const orphans = running.filter(({ carrier, sign }) =>
        carrier === "engine" ? sign.getTime() < limit : holder === null,
      );
      if (orphans.length === 0) {
        return ok(
          words,
          running.length === 0 ? "no run is under way" : `${running.length} under way, all looked after`,
        );
      }
      const told = orphans.map(({ runId, carrier, host, sign }) =>
        carrier === "engine"
          ? `run ${runId} of the schedulers, last sign of life ${sign.toISOString()}`
          : `run ${runId} of a process on ${host}, begun ${sign.toISOString()}, which is gone`,
      );
      const remedies = [
        ...(orphans.some(({ carrier }) => carrier === "process")
          ? ["The next trialflow run marks it as crashed and does its work again."]
          : []),
        ...orphans
          .filter(({ carrier }) => carrier === "engine")
          .map(({ runId }) => `Start a scheduler, which goes on with it, or end it: trialflow runs cancel ${runId}`),
      ];
      return warning(words, told.join("; "), remedies.join(" "));
    }),
};
