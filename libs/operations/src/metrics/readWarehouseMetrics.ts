import { Database, type DatabaseError } from "@trialflow/database";
import { Clock, Effect } from "effect";
import { readChecks } from "./readChecks.ts";
import { readLoads } from "./readLoads.ts";
import { readOldestHeartbeat } from "./readOldestHeartbeat.ts";
import { readPublication } from "./readPublication.ts";
import { readRejectCounts } from "./readRejectCounts.ts";
import { readRuns } from "./readRuns.ts";
import { readServer } from "./readServer.ts";
import { readSteps } from "./readSteps.ts";
import type { WarehouseMetrics } from "./WarehouseMetrics.ts";

/**
 * Reads what the ledger of the current database says, for metrics. A database holds one source: all of its ledger is that one's.
 *
 * Reads    ops, as `auditor`, in one read-only transaction of a dozen set-based statements; nothing of raw, staging or analytics
 * Units    seconds, seconds since 1970, bytes, rows
 */
export const readWarehouseMetrics = (source: string): Effect.Effect<WarehouseMetrics, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    return yield* database.transaction(
      { operation: "metrics.warehouse", role: "auditor", isReadOnly: true },
      Effect.gen(function* () {
        return {
          source,
          readAt: (yield* Clock.currentTimeMillis) / 1000,
          ...(yield* readRuns),
          oldestHeartbeatAt: yield* readOldestHeartbeat,
          steps: yield* readSteps,
          loads: yield* readLoads,
          rejects: yield* readRejectCounts,
          ...(yield* readChecks),
          ...(yield* readPublication(source)),
          server: yield* readServer,
        };
      }),
    );
  });
